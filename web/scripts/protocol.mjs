/**
 * Writes src/protocol.ts from protocol.schema.json, which `python -m studio.schema` wrote.
 * With --check it writes nothing and exits 1 if the file is stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const SCHEMA = new URL("../protocol.schema.json", import.meta.url);
const TARGET = new URL("../src/protocol.ts", import.meta.url);
const BANNER =
  "// Made by scripts/protocol.mjs from protocol.schema.json: change studio/protocol/, then `make protocol`.";

const schema = JSON.parse(await readFile(SCHEMA, "utf8"));
const made = `${BANNER}\n\n${constants(schema["x-constants"])}\n${await types(schema)}`;

if (!process.argv.includes("--check")) {
  await writeFile(TARGET, made);
} else if ((await readFile(TARGET, "utf8").catch(() => "")) !== made) {
  console.error("web/src/protocol.ts is stale: make protocol");
  process.exit(1);
}

async function types(schema) {
  const { "x-constants": _, ...wire } = schema;
  return compile(named(wire), "Wire", {
    additionalProperties: false,
    bannerComment: "",
    format: true,
    style: { printWidth: 110 },
  });
}

/** The unions as definitions, so that TypeScript gets `Command` and not only `Wire["Command"]`. No titles: they would name one type twice. */
function named(wire) {
  const definitions = Object.fromEntries(
    Object.entries(wire.definitions).map(([name, { title: _, ...definition }]) => [name, plain(definition)]),
  );
  const properties = {};
  for (const [name, union] of Object.entries(wire.properties)) {
    properties[name] = { $ref: `#/definitions/${name}` };
    definitions[name] ??= plain(union);
  }
  return { ...wire, properties, definitions };
}

/** Without the OpenAPI discriminator and the defaults, which say nothing to TypeScript. */
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== "object") return node;
  const { discriminator: _, default: __, ...rest } = node;
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, plain(value)]));
}

function constants(values) {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `export const ${name} = ${JSON.stringify(value, null, 2).replace(/"(\w+)":/g, "$1:")} as const;\n`,
    )
    .join("");
}
