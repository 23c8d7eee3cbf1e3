/** The texts of a downloaded project that are no part of its artifact. Pure. Called by project.ts. */

import type { Kit } from "../scripts/kit.mjs";
import type { Imports } from "./project-imports";

const TOOLS = [
  "@tailwindcss/vite",
  "@types/react",
  "@types/react-dom",
  "@vitejs/plugin-react",
  "tailwindcss",
  "vite",
];

export function packageJson(name: string, { packages }: Imports, { versions }: Kit): string {
  const at = (names: Iterable<string>) =>
    Object.fromEntries([...names].sort().map((each) => [each, versions[each] ?? "*"]));
  return json({
    name,
    private: true,
    type: "module",
    scripts: { dev: "vite", build: "vite build", preview: "vite preview" },
    dependencies: at(new Set([...packages, "react", "react-dom"])),
    devDependencies: at(TOOLS),
  });
}

export const indexHtml = (title: string, main: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/${main}"></script>
  </body>
</html>
`;

export const viteConfig = (
  { instead }: Imports,
  standIns: string,
): string => `import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Imports that mean something else here than their words say. */
const INSTEAD = ${JSON.stringify(Object.fromEntries(instead), null, 2)};

const imports = {
  name: "imports",
  enforce: "pre",
  resolveId(id, from, options) {
    const isOurs = Object.hasOwn(INSTEAD, id) && !from?.includes("/${standIns}");
    const to = isOurs ? INSTEAD[id] : id.startsWith("@/") ? id.replace("@", "./src") : null;
    if (to === null) return null;
    return this.resolve(to.startsWith("./") ? here(to) : to, from, { ...options, skipSelf: true });
  },
};

export default defineConfig({ plugins: [imports, react(), tailwindcss()] });
`;

export const tsconfig = ({ instead }: Imports): string =>
  json({
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2023", "DOM", "DOM.Iterable"],
      module: "ESNext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      allowJs: true,
      noEmit: true,
      skipLibCheck: true,
      resolveJsonModule: true,
      types: ["vite/client"],
      paths: { "@/*": ["./src/*"], ...pathsOf(instead) },
    },
    include: ["src"],
  });

const pathsOf = (instead: ReadonlyMap<string, string>): Record<string, string[]> =>
  Object.fromEntries(
    [...instead]
      .filter(([id]) => !id.startsWith("."))
      .map(([id, to]) => [id, [to.startsWith("./") ? to : `./node_modules/${to}`]]),
  );

/** `component`: an import clause, as `App` or `{ Board as App }`. */
export const mainTsx = (component: string, entry: string, theme: string): string => `import "./${theme}";
import { createRoot } from "react-dom/client";
import ${component} from "${entry}";

createRoot(document.getElementById("root") as HTMLElement).render(<App />);
`;

export function readme(title: string, { ours, unknown }: Imports): string {
  const standIns = [...ours].filter((source) => source.startsWith("stand-ins/"));
  const lines = [
    `# ${title}`,
    "",
    "Needs Node 20 or newer.",
    "",
    "```sh",
    "npm install",
    "npm run dev      # shows it, and every change at once",
    "npm run build    # writes dist/, for any web server",
    "```",
    "",
    "`src/theme.css` holds the colours and Tailwind; the `dark` class on `<html>` switches to the dark ones.",
  ];
  if ([...ours].some((source) => source.startsWith("ui/")))
    lines.push("", "The components below `ui` are Atelier's own, after those of shadcn/ui (Apache-2.0).");
  if (standIns.length > 0)
    lines.push(
      "",
      "`src/stand-ins` holds what Atelier's preview has in place of some packages. For the package itself, install it and take its line",
      "out of `vite.config.js` and `tsconfig.json`.",
    );
  if (unknown.size > 0)
    lines.push(
      "",
      `It imports what Atelier does not have, and does not build until you add or replace it: ${[...unknown].map((id) => `\`${id}\``).join(", ")}.`,
    );
  return `${lines.join("\n")}\n`;
}

/** In place of the preview's, which draws a picture for each that it cannot load: here there is a network. */
export const PICTURE = `/** Where an image comes from: an address, or an imported file. */
export function pictureOf(src: unknown, _size?: object): string | undefined {
  const given = typeof src === "object" && src !== null && "src" in src ? src.src : src;
  return given === undefined || given === null ? undefined : String(given);
}
`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
