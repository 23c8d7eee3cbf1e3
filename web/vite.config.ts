import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { kit } from "./scripts/kit.mjs";
import { loaders, modules } from "./scripts/modules.mjs";

/** What scripts/preview.mjs bundles, from the same list, for the frame's tests. */
const importable = {
  name: "importable",
  resolveId: (id: string) => (id === "vendor:modules" ? id : undefined),
  load(id: string) {
    const files = modules();
    return id === "vendor:modules" ? loaders((module) => files.get(module) ?? module) : undefined;
  },
};

/** What a downloaded project brings along. */
const kits = {
  name: "kit",
  resolveId: (id: string) => (id === "vendor:kit" ? id : undefined),
  load: (id: string) => (id === "vendor:kit" ? kit() : undefined),
};

/** The frame's style sheets are texts to it, as scripts/preview.mjs bundles them. */
const require = createRequire(import.meta.url);
const texts = {
  name: "texts",
  enforce: "pre" as const,
  resolveId(id: string, from?: string) {
    if (!id.endsWith(".css") || !from?.endsWith("/preview/styles.ts")) return undefined;
    return `\0${id.startsWith(".") ? resolve(from, "..", id) : require.resolve(id)}.text`;
  },
  load: (id: string) =>
    id.startsWith("\0") && id.endsWith(".css.text")
      ? `export default ${JSON.stringify(readFileSync(id.slice(1, -".text".length), "utf8"))}`
      : undefined,
};

// The page, to dist/client. The preview frame is built apart (`npm run build:preview`): it shares no file with the page.
export default defineConfig({
  plugins: [texts, react(), tailwindcss(), importable, kits],
  build: { outDir: "dist/client", emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: { proxy: { "/ws": { target: "ws://localhost:8000", ws: true }, "/api": "http://localhost:8000" } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "preview/**/*.test.{ts,tsx}"],
  },
});
