// Writes dist/docs/: what the tools search_icons and component_docs answer from (studio/tools/). icons.json: the icons
// of lucide-react; components.json: each module's exports with their props, from the types.
// Does nothing if no input has changed.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { modules, tableFile, uiFolder, web } from "./modules.mjs";

const ts = createRequire(join(web, "../sandbox/agent/package.json"))("typescript"); // web's own has no such interface
const out = join(web, "dist", "docs");
/** Types that take long and tell little: everybody knows these, or they have hundreds of names. */
const LEFT_OUT = /^(react|react-dom|three|@react-three\/|mathjs|d3|lodash|zod|next\/)/;
const MAX_PROPS = 60;
const MAX_TYPE_CHARS = 160;
/** What a package takes over from the element that it draws, in types of its own. */
const TAKEN_OVER = /^Adapt(Child)?\w+EventHandler/;
const ELEMENT =
  /^(dangerouslySetInnerHTML|className|children|style|key|ref|id|dir|slot|color|title|nonce|(aria|data)-.*)$/;

const { packages } = JSON.parse(readFileSync(tableFile, "utf8"));
const isIcons = (id) =>
  Object.entries(packages).some(([name, { icons }]) => icons && (id === name || id.startsWith(`${name}/`)));
const documented = [...modules()].filter(
  ([id, file]) => !isIcons(id) && (file?.startsWith(uiFolder) || !LEFT_OUT.test(id)),
);

async function stampOf() {
  const hash = createHash("sha256");
  const ours = [...modules().values()].filter((file) => file !== null);
  for (const file of [...ours, tableFile, join(web, "package-lock.json"), import.meta.filename].sort())
    hash.update(file.slice(web.length)).update(await readFile(file));
  return hash.digest("hex");
}

/** A program in which every documented module, and lucide-react, is imported by its own name. */
function program() {
  const { config } = ts.readConfigFile(join(web, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, web);
  const entry = join(web, "$docs.ts");
  const ids = [...documented.map(([id]) => id), "lucide-react"];
  const files = new Map(modules());
  const lines = ids.map((id, at) => `import * as m${at} from ${JSON.stringify(files.get(id) ?? id)};`);
  const text = `${lines.join("\n")}\nexport { ${ids.map((_, at) => `m${at}`).join(", ")} };`;
  const settings = { ...options, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true };
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === entry || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === entry ? ts.createSourceFile(path, text, rest[0]) : getSourceFile(path, ...rest);
  const made = ts.createProgram([entry], settings, host);
  const checker = made.getTypeChecker();
  const source = made.getSourceFile(entry);
  const exportsOf = new Map();
  source.forEachChild((node) => {
    if (!ts.isImportDeclaration(node)) return;
    const symbol = checker.getSymbolAtLocation(node.moduleSpecifier);
    exportsOf.set(ids[exportsOf.size], symbol ? checker.getExportsOfModule(symbol) : null);
  });
  return { checker, exportsOf };
}

const FLAGS =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
const short = (text) => {
  const line = text.replace(/import\([^)]*\)\.|\bReact\./g, "").replace(/\s+/g, " ");
  return line.length > MAX_TYPE_CHARS ? `${line.slice(0, MAX_TYPE_CHARS)}…` : line;
};
const fromReact = (symbol) =>
  symbol.declarations?.every((node) =>
    /\/(@types\/react|typescript\/lib)\//.test(node.getSourceFile().fileName),
  ) ?? false;

/** One export as a line or a few: a component with its props, a function with its signature; "" for what is neither. */
function told(checker, symbol) {
  const actual = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (!(actual.flags & ts.SymbolFlags.Value)) return "";
  const { name } = symbol;
  const type = checker.getTypeOfSymbol(actual);
  const [call] = type.getCallSignatures();
  if (/^[A-Z]/.test(name)) {
    const [made] = type.getConstructSignatures();
    const props = call?.parameters[0] ?? made?.parameters[0];
    if (props) return component(checker, name, checker.getTypeOfSymbol(props));
    return call ? `<${name}> takes no props` : "";
  }
  return call ? `${name}${short(checker.signatureToString(call, undefined, FLAGS))}` : "";
}

function component(checker, name, props) {
  const all = props.getProperties();
  const own = all.filter(
    (prop) => !fromReact(prop) && !ELEMENT.test(prop.name) && !prop.name.startsWith("__"),
  );
  const required = (prop) => !(prop.flags & ts.SymbolFlags.Optional);
  own.sort((a, b) => Number(required(b)) - Number(required(a)));
  const typeOf = (prop) =>
    checker.typeToString(checker.getNonNullableType(checker.getTypeOfSymbol(prop)), undefined, FLAGS);
  const lines = own
    .map((prop) => [`  ${prop.name}${required(prop) ? "" : "?"}`, short(typeOf(prop))])
    .filter(([, type]) => !TAKEN_OVER.test(type))
    .map(([prop, type]) => `${prop}: ${type}`);
  if (lines.length > MAX_PROPS) lines.splice(MAX_PROPS, lines.length, `  … ${lines.length - MAX_PROPS} more`);
  const element = all.some((prop) => prop.name === "onClick" && fromReact(prop));
  const has = [
    ...(element ? ["the attributes of its element"] : []),
    ...(lines.length > 0 ? ["these props:"] : []),
  ];
  return [`<${name}> has ${has.join(", and ") || "no props of its own"}`, ...lines].join("\n");
}

/** The comment at the top of a file of ours says what it is. */
function says(file) {
  const line = file?.startsWith(uiFolder) ? readFileSync(file, "utf8").match(/^\/\/ (.*)$/m) : null;
  return line ? `${line[1]}\n` : "";
}

function components({ checker, exportsOf }) {
  const docs = {};
  for (const [id, file] of documented) {
    const symbols = exportsOf.get(id);
    if (!symbols) continue; // a package without types
    const entries = symbols
      .filter(({ name }) => name !== "default" && !name.startsWith("_") && !name.startsWith("unstable"))
      .map((symbol) => [symbol.name, told(checker, symbol)])
      .filter(([, text]) => text !== "");
    const names = entries.map(([name]) => name);
    const hasDefault = symbols.some(({ name }) => name === "default");
    const what = [
      ...(hasDefault ? ["a default"] : []),
      ...(names.length ? [`{ ${names.slice(0, 24).join(", ")}${names.length > 24 ? ", …" : ""} }`] : []),
    ];
    docs[id] = {
      "": `${says(file)}import ${what.join(" and ") || "it"} from "${id}"`,
      ...Object.fromEntries(entries),
    };
  }
  return docs;
}

/** Each icon once, under its plain name. */
function icons(symbols) {
  const names = new Set(symbols.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name)));
  const again = (name) => name.endsWith("Icon") && names.has(name.slice(0, -4));
  return [...names].filter((name) => !again(name) && !name.startsWith("Lucide") && name !== "Icon").sort();
}

const stamp = await stampOf();
if (existsSync(join(out, "stamp")) && (await readFile(join(out, "stamp"), "utf8")) === stamp) process.exit(0);
const began = performance.now();
const types = program();
await mkdir(out, { recursive: true });
const made = {
  "icons.json": icons(types.exportsOf.get("lucide-react")),
  "components.json": components(types),
};
for (const [name, content] of Object.entries(made)) {
  await writeFile(join(out, `${name}.${process.pid}`), JSON.stringify(content));
  await rename(join(out, `${name}.${process.pid}`), join(out, name));
}
await writeFile(join(out, "stamp"), stamp);
console.log(`docs: ${documented.length} modules, ${Math.round(performance.now() - began)} ms`);
