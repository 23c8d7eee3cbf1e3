// A downloaded project: what stands in it, and that Vite builds it. The packages are those installed here, in the versions that the
// project names; that npm installs them from a registry is not tried.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "vite";
import { afterAll, describe, expect, it } from "vitest";
import manifest from "../package.json";
import type { Files } from "./looking";
import { projectOf } from "./project";

const web = join(import.meta.dirname, "..");
mkdirSync(join(web, "dist"), { recursive: true });
const folder = mkdtempSync(join(web, "dist", "projects-"));
afterAll(() => rmSync(folder, { recursive: true }));

const packageOf = (project: Files) => JSON.parse(project["package.json"] ?? "{}");

/** Builds it as `npm run build` does; the script and the style sheet that came out. */
async function built(name: string, files: Files): Promise<{ script: string; sheet: string }> {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(projectOf(name, name, files))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  await build({
    root,
    configFile: join(root, "vite.config.js"),
    logLevel: "error",
    build: { minify: false },
  });
  const assets = join(root, "dist", "assets");
  const all = (ending: string) =>
    readdirSync(assets)
      .filter((each) => each.endsWith(ending))
      .map((each) => readFileSync(join(assets, each), "utf8"))
      .join("\n");
  return { script: all(".js"), sheet: all(".css") };
}

const SHADCN = `import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "./components/ui/dialog";
import { useIsMobile } from "@/hooks/use-mobile";
import { cn } from "@/lib/utils";
import * as Tooltip from "@radix-ui/react-tooltip";
import { Plus, Github } from "lucide-react";
export default function App() {
  return (
    <Tooltip.Provider>
      <Dialog>
        <DialogTrigger asChild>
          <Button className={cn("bg-lime-300", useIsMobile() && "w-full")}><Plus /> <Github /></Button>
        </DialogTrigger>
        <DialogContent>Opened</DialogContent>
      </Dialog>
    </Tooltip.Provider>
  );
}
`;

const PASTED = `"use client";
import Link from "next/link";
import Image from "next/image";
import axios from "axios";
import { motion } from "motion/react";
import { debounce } from "lodash-es";
import sum from "lodash/sum";
import classNames from "classnames";
import { BrowserRouter } from "react-router-dom";
import { scaleLinear } from "d3-scale";
import { z } from "zod/v4";
import { zodResolver } from "@hookform/resolvers/zod";
import { XMarkIcon } from "@heroicons/react/24/outline";
import styled from "styled-components";
const Box = styled.div\`color: red;\`;
export default function Page() {
  debounce(() => axios.get("/x"), sum([1, 2]));
  return (
    <BrowserRouter>
      <motion.div className={classNames("p-4", scaleLinear()(1) > 0 && "m-7")}>
        <Box><Link href="/a">{String(z.string())}{String(zodResolver)}</Link><Image src="https://a.test/b.png" alt="" /><XMarkIcon /></Box>
      </motion.div>
    </BrowserRouter>
  );
}
`;

describe("what it holds", () => {
  it("leaves the artifact as it is, and pins what it imports as it is installed here", () => {
    const files = { "App.tsx": SHADCN, "notes.md": "# hello" };
    const project = projectOf("shop", "A <shop>", files);
    expect(project["src/App.tsx"]).toBe(SHADCN);
    expect(project["src/notes.md"]).toBe("# hello");
    expect(project["index.html"]).toContain("<title>A &#60;shop&#62;</title>");
    const { name, scripts, dependencies } = packageOf(project);
    expect(name).toBe("shop");
    expect(scripts.build).toBe("vite build");
    expect(dependencies["lucide-react"]).toBe(manifest.dependencies["lucide-react"]);
    expect(dependencies["@radix-ui/react-tooltip"]).toMatch(/^\d/);
    expect(dependencies.recharts).toBeUndefined();
    expect(Object.values<string>(dependencies)).not.toContain("*");
    expect(Object.keys(project)).toContain("src/components/ui/dialog.tsx");
    expect(Object.keys(project)).not.toContain("src/components/ui/chart.tsx");
  });

  it("brings the stand-in for a package of icons where one of its own is used, and not else", () => {
    const icons = (name: string) =>
      Object.keys(
        projectOf("i", "I", { "App.tsx": `import { ${name} } from "lucide-react"; const one = 1 as const;` }),
      );
    expect(icons("Plus")).not.toContain("src/stand-ins/lucide-react.tsx");
    expect(icons("Github")).toContain("src/stand-ins/lucide-react.tsx");
  });

  it("takes no other string of an exporting line for a package", () => {
    const text =
      'export const name = "left-pad-9";\nexport * as d3 from "d3";\nexport { clsx as default } from "clsx";';
    const { dependencies } = packageOf(projectOf("say", "Say", { "App.tsx": text }));
    expect(Object.keys(dependencies).sort()).toEqual(["clsx", "d3", "react", "react-dom"]);
  });

  it("names what nobody knows, and does not ask a registry for it", () => {
    const project = projectOf("odd", "Odd", {
      "App.tsx": 'import x from "left-pad-9";\nexport default () => x;',
    });
    expect(packageOf(project).dependencies).not.toHaveProperty("left-pad-9");
    expect(project["README.md"]).toContain("`left-pad-9`");
  });

  it("takes no file of the artifact for one of its own", () => {
    const files = {
      "App.tsx": 'import { Button } from "@/components/ui/button";\nexport default () => <Button />;',
      "main.tsx": "// mine",
      "theme.css": "b { color: red }",
      "components/ui/button.tsx": "export const Button = () => <b>mine</b>;",
    };
    const project = projectOf("own", "Own", files);
    for (const [path, text] of Object.entries(files)) expect(project[`src/${path}`]).toBe(text);
    expect(project["index.html"]).toContain("/src/project-main.tsx");
    expect(project["src/project-main.tsx"]).toContain('import "./project-theme.css"');
  });

  it("brings the packages that a package must have beside it", () => {
    const text = 'import { Canvas } from "@react-three/fiber";\nexport default () => <Canvas />;';
    expect(packageOf(projectOf("deep", "Deep", { "App.tsx": text })).dependencies).toMatchObject({
      three: manifest.dependencies.three,
    });
  });
});

describe("what Vite makes of it", { timeout: 120_000 }, () => {
  it("builds components of shadcn's set, with the classes of all of them", async () => {
    const { script, sheet } = await built("shadcn", { "App.tsx": SHADCN });
    expect(script).toContain("Opened");
    expect(sheet).toContain(".bg-lime-300");
    expect(sheet).toContain(".bg-primary");
    expect(sheet).toContain("--primary:");
  });

  it("builds what was pasted from elsewhere, images with the addresses that they have", async () => {
    const { script, sheet } = await built("pasted", { "App.tsx": PASTED });
    expect(script).toContain("https://a.test/b.png");
    expect(script).not.toContain("fill-opacity=");
    expect(sheet).toContain(".m-7");
  });

  it("builds files that the frame finds where a bundler would not", async () => {
    const { script } = await built("places", {
      "src/App.tsx":
        'import { one } from "@/lib/one";\nimport two from "~/two";\nimport "./look.css";\nexport function Small() { return null; }\nexport function Board() { return <p>{one}{two.name}</p>; }',
      "src/lib/one.ts": 'export const one: string = "first thing";',
      "src/two.json": '{"name": "second thing"}',
      "src/look.css": '@import "tailwindcss";\n@tailwind base;\np { color: teal }',
    });
    expect(script).toContain("first thing");
    expect(script).toContain("second thing");
    expect(script).toMatch(/createElement|jsx\)?\(Board/);
  });

  const corpus = join(web, "preview", "corpus");
  it.each(["dashboard.tsx", "settings.tsx"])("builds %s", async (name) => {
    const { script } = await built(name, { "App.tsx": readFileSync(join(corpus, name), "utf8") });
    expect(script.length).toBeGreaterThan(100_000);
  });
});
