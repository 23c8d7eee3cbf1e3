/** Text of an artifact → modules that the VM can evaluate, or errors with path and line. Executes nothing. */
import vm from "node:vm";
import { transform } from "sucrase";
import { importsOf } from "./imports.mjs";
import { assetFor } from "../../web/preview/packages/exports.ts";
import { isFilePath, resolveFile } from "../../web/preview/packages/files.ts";
import { closest, edits, remedy } from "../../web/preview/packages/nearest.ts";

const MAX_ERRORS = 20;
const CODE = /\.(tsx|ts|jsx|js)$/;

/**
 * @typedef {{ path: string, line: number, message: string }} CompileError
 * @typedef {import("./modules.mjs").Modules} Packages
 * @typedef {{ path: string, code: string, links: Record<string, string | import("./modules.mjs").Target> }} Module `links` lead to
 *   a file of the artifact, or to a module that it may import
 */

/**
 * @param {Record<string, string>} files
 * @param {string} entry
 * @param {Packages} packages
 * @param {(path: string) => void} [begun] told of each file before it is read
 * @returns {Promise<{ modules: Module[], errors: CompileError[] }>}
 */
export async function compile(files, entry, packages, begun = () => {}) {
  const modules = [];
  const errors = [];
  if (!Object.hasOwn(files, entry)) errors.push({ path: entry, line: 0, message: "There is no such file" });
  for (const [path, text] of Object.entries(files)) {
    begun(path);
    const made = await compileFile(path, text, files, packages);
    errors.push(...made.errors);
    modules.push({ path, code: made.code, links: made.links });
  }
  return { modules, errors: errors.slice(0, MAX_ERRORS) };
}

async function compileFile(path, text, files, packages) {
  const made = { code: "", links: {}, errors: [] };
  const fail = (line, message) => made.errors.push({ path, line, message });
  if (path.endsWith(".json")) {
    try {
      made.code = `module.exports = ${JSON.stringify(JSON.parse(text))};`;
    } catch (error) {
      fail(0, error.message);
    }
    return made;
  }
  if (!CODE.test(path)) return made;
  try {
    made.code = await toCommonJs(path, text);
    for (const found of importsIn(path, text, made.code)) {
      const own = isFilePath(found.from) ? resolveFile(files, path, found.from) : null;
      const target = own ?? packages.resolve(found.from);
      if (target !== null) made.links[found.from] = target;
      else if (!found.type && !assetFor(found.from)) fail(found.line, notThere(found.from, packages, files));
      if (own !== null || target === null || target.member !== null) continue;
      const exported = await packages.exportsOf(target.module);
      for (const name of unknownNames(found, exported, made.code)) fail(found.line, name);
    }
  } catch (error) {
    fail(error.line, error.message);
  }
  return made;
}

/** A text that sucrase cannot read says in its translation what it imports. */
function importsIn(path, text, code) {
  try {
    return importsOf(path, text);
  } catch {
    const required = code.matchAll(/\brequire\((["'])([^"'\n]+)\1\)/g);
    return [...required].map((match) => ({ from: match[2], line: 0, names: [], type: false }));
  }
}

/**
 * By sucrase, which takes a millisecond, or by TypeScript when that refuses.
 * @throws an Error with `line`
 */
export async function toCommonJs(path, text) {
  try {
    return quickly(path, text);
  } catch (refused) {
    try {
      const { translate } = await import("./translate.mjs");
      const code = translate(path, text);
      parse(path, code);
      return code;
    } catch {
      throw refused;
    }
  }
}

// sucrase keeps lines and lets some errors through: V8 parses the result, and does not run it.
const parse = (path, code) =>
  new vm.Script(`(function (require, module, exports) {${code}\n})`, { filename: path });

/** @throws an Error with `line` */
function quickly(path, text) {
  const transforms = ["imports", "jsx"];
  if (/\.tsx?$/.test(path)) transforms.push("typescript");
  try {
    const jsx = !path.endsWith(".ts");
    const { code } = transform(text, {
      transforms: jsx ? transforms : transforms.filter((name) => name !== "jsx"),
      jsxRuntime: "automatic",
      production: true,
      preserveDynamicImport: false,
      filePath: path,
    });
    parse(path, code);
    return code;
  } catch (error) {
    const [, line] = /\((\d+):\d+\)$/.exec(error.message) ?? /:(\d+)\n/.exec(error.stack) ?? [];
    const message = error.message.replace(`Error transforming ${path}: `, "").replace(/ \(\d+:\d+\)$/, "");
    throw Object.assign(new Error(message), { line: Number(line ?? 0) });
  }
}

/** The modules that an artifact imports. @param {Module[]} modules @returns {string[]} */
export const imported = (modules) =>
  modules.flatMap(({ links }) => Object.values(links).flatMap((link) => (typeof link === "string" ? [] : [link.module])));

function notThere(name, packages, files) {
  if (!isFilePath(name)) return `Package ${name} is not available. ${remedy(name)}`;
  const ours = /^[@~]\/(?:components\/)?ui\//.test(name) ? closest(name, packages.ids("@/components/ui/")) : null;
  return `There is no file ${name}; ${ours ? `the nearest is ${ours}` : `the files are ${Object.keys(files).join(", ")}`}`;
}

/** Named imports that the package has not and the code uses as values (types vanish in the transform). */
function unknownNames(found, exported, code) {
  if (exported.includes("$missing")) return []; // it takes any name
  const binding = `_${found.from.split("/").pop().replace(/\W/g, "")}\\d*`;
  return found.names
    .filter((name) => !exported.includes(name) && new RegExp(`${binding}\\.${name}\\b`).test(code))
    .map((name) => {
      const near = closest(name, exported);
      const isNear = near !== null && edits(name.toLowerCase(), near.toLowerCase()) <= name.length / 3;
      return `${found.from} has no export ${name}; ${isNear ? `the nearest is ${near}` : "choose another"}`;
    });
}
