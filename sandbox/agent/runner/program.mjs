/** The program in the runner: its packages and files, evaluated by V8. */
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { define, has, provide } from "../guest/program.mjs";

const script = (code, filename) =>
  new vm.Script(`(function (require, module, exports) {${code}\n})`, { filename }).runInThisContext();

/** @param {[string, string][]} packages id and file of each that the program imports, behind those that it needs */
export function loadPackages(packages) {
  for (const [id, file] of packages) if (!has(id)) provide(id, script(readFileSync(file, "utf8"), id));
}

/** @param {{ path: string, code: string, links: Record<string, string | object> }[]} modules */
export function loadFiles(modules) {
  for (const { path, code, links } of modules) define(path, links, script(code, path));
}
