// Owns what a file of other people's says of its component before anything runs: which one the preview would show, whether that one
// can be rendered without props, what the file imports, what it renders that is nowhere, how many words it shows. Read from the syntax tree of vite's parser,
// not of the preview's own compiler. Pure.

import { parseAst } from "vite";

/** Types whose every member is optional. */
const FREE =
  /^(?:React\.)?(?:\w*HTMLAttributes|\w*HTMLProps|SVGProps|SVGAttributes|ComponentProps\w*|Partial|DOMAttributes|AriaAttributes|VariantProps)$/;
const FUNCTION_TYPE = /^(?:React\.)?(?:FC|FunctionComponent|VFC|SFC)$/;
const WRAPPER = /^(?:React\.)?(?:memo|forwardRef|observer)$/;
const MAX_DEPTH = 5;
const SHOWN =
  /^(?:label|title|placeholder|text|description|heading|subtitle|question|answer|content|message|name|alt)$/;

/** The syntax tree; null for a text that is no module. */
export function treeOf(text) {
  try {
    return parseAst(text, { lang: "tsx", sourceType: "module" });
  } catch {
    return null;
  }
}

const nameOf = (node) => {
  if (node?.type === "Identifier") return node.name;
  if (node?.type === "TSQualifiedName") return `${nameOf(node.left)}.${nameOf(node.right)}`;
  if (node?.type === "MemberExpression") return `${nameOf(node.object)}.${nameOf(node.property)}`;
  return "";
};

/** What the module imports when it runs: imports of types alone are gone by then. */
export function importsOf(tree, text) {
  const isOfTypes = (node) =>
    node.importKind === "type" ||
    node.exportKind === "type" ||
    (node.specifiers?.length > 0 && node.specifiers.every((each) => each.importKind === "type"));
  const lines = tree.body.filter((node) => node.source && !isOfTypes(node)).map((node) => node.source.value);
  const calls = [...text.matchAll(/\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g)];
  return [...lines, ...calls.map((match) => match[1])];
}

/** The default component, else the last exported one, one without parameters before others: `{ name }`; or `{ why }` it cannot stand alone. */
export function shownOf(tree) {
  const types = new Map();
  for (const node of tree.body) {
    const declared = node.declaration ?? node;
    if (/^TS(?:Interface|TypeAlias)Declaration$/.test(declared?.type)) types.set(declared.id.name, declared);
  }
  const found = new Map();
  const bare = new Set();
  const exported = [];
  let main = null;
  const value = (name, node, props) => {
    if (/Function/.test(node?.type)) {
      found.set(name, lacks(node, types, props));
      if (node.params.every(({ type }) => type === "AssignmentPattern")) bare.add(name);
    } else if (node?.type === "CallExpression" && WRAPPER.test(nameOf(node.callee))) {
      const inner = node.arguments.find(({ type }) => /Function/.test(type));
      const known = found.get(nameOf(node.arguments[0]));
      found.set(name, inner ? lacks(inner, types, node.typeArguments?.params.at(-1)) : (known ?? "wrapped"));
    } else if (node) found.set(name, "no function");
  };
  const declare = (node) => {
    if (node.type === "FunctionDeclaration") value(node.id.name, node);
    if (node.type === "ClassDeclaration" && node.id) {
      const isComponent = /(?:^|\.)(?:Pure)?Component$/.test(nameOf(node.superClass));
      found.set(node.id.name, isComponent && !node.superTypeArguments ? null : "class");
    }
    if (node.type !== "VariableDeclaration") return;
    for (const { id, init } of node.declarations) {
      const typed = id.typeAnnotation?.typeAnnotation;
      const props = FUNCTION_TYPE.test(nameOf(typed?.typeName)) ? typed.typeArguments?.params[0] : undefined;
      if (id.type === "Identifier") value(id.name, init, props);
    }
  };
  for (const node of tree.body) {
    const { declaration } = node;
    if (node.type === "ExportDefaultDeclaration") {
      main = nameOf(declaration) || declaration.id?.name || "default";
      if (/Class/.test(declaration.type))
        declare({ ...declaration, type: "ClassDeclaration", id: { name: main } });
      else if (declaration.type !== "Identifier") value(main, declaration);
    } else if (node.type === "ExportNamedDeclaration" && declaration) {
      declare(declaration);
      exported.push(declaration.id?.name, ...(declaration.declarations ?? []).map(({ id }) => id.name));
    } else if (node.type === "ExportNamedDeclaration" && !node.source) {
      for (const { local, exported: as } of node.specifiers) {
        if ((as.name ?? as.value) === "default") main = local.name;
        else exported.push(local.name);
      }
    } else declare(node);
  }
  const why = (name) => (found.has(name) ? found.get(name) : "no component");
  if (main !== null) return why(main) === null ? { name: main } : { why: why(main) };
  const own = exported.filter((name) => /^\p{Lu}/u.test(name ?? "") && found.has(name));
  const free = own.filter((name) => found.get(name) === null);
  const name = free.filter((each) => bare.has(each)).pop() ?? free.pop();
  return name ? { name } : { why: own.length > 0 ? why(own.pop()) : "no component" };
}

/** Why a function cannot be rendered without props; null if it can. */
function lacks(node, types, props) {
  if (node.async || node.generator) return "async";
  const [first] = node.params;
  if (!first) return null;
  const pattern = first.type === "AssignmentPattern" ? first.left : first;
  const type = pattern.typeAnnotation?.typeAnnotation ?? props;
  if (type) return isOptional(type, types, 0) ? null : "props";
  const parts = pattern.type === "ObjectPattern" ? pattern.properties : [null];
  const isFree = (part) => part?.type === "RestElement" || part?.value.type === "AssignmentPattern";
  return parts.every((part) => isFree(part) || part?.key?.name === "className") ? null : "props";
}

function isOptional(type, types, depth) {
  if (depth > MAX_DEPTH) return false;
  const members = (list) => list.every((each) => each.optional || each.type === "TSIndexSignature");
  if (type.type === "TSTypeLiteral") return members(type.members);
  if (type.type === "TSIntersectionType")
    return type.types.every((each) => isOptional(each, types, depth + 1));
  if (type.type !== "TSTypeReference") return false;
  const name = nameOf(type.typeName);
  if (FREE.test(name)) return true;
  const declared = types.get(name);
  if (!declared) return false;
  if (declared.type === "TSTypeAliasDeclaration")
    return isOptional(declared.typeAnnotation, types, depth + 1);
  const above = (declared.extends ?? []).map(({ expression }) => ({
    type: "TSTypeReference",
    typeName: expression,
  }));
  return members(declared.body.body) && above.every((each) => isOptional(each, types, depth + 1));
}

/** Components that a module renders and that are nowhere: neither declared nor imported. */
export function absentOf(tree) {
  const used = new Set();
  const bound = new Set(["React"]);
  const bind = (node) => visit(node, (each) => each.type === "Identifier" && bound.add(each.name));
  visit(tree.body, (node) => {
    if (node.type === "JSXOpeningElement") {
      let { name } = node;
      while (name.type === "JSXMemberExpression") name = name.object;
      if (name.type === "JSXIdentifier" && /^\p{Lu}/u.test(name.name)) used.add(name.name);
    }
    if (/^Import\w*Specifier$/.test(node.type)) bind(node.local);
    if (/^(?:VariableDeclarator|FunctionDeclaration|ClassDeclaration|TSEnumDeclaration)$/.test(node.type))
      bind(node.id);
    if (/Function/.test(node.type)) bind(node.params);
  });
  return [...used].filter((name) => !bound.has(name));
}

function visit(node, look) {
  if (Array.isArray(node)) for (const each of node) visit(each, look);
  if (!node || typeof node !== "object" || Array.isArray(node)) return;
  if (node.type) look(node);
  for (const key in node) visit(node[key], look);
}

/** Where the first word of a text's markup ends, as a share of the text; 1 where there is none. */
export function firstWordOf(tree, text) {
  let first = text.length;
  visit(tree.body, (node) => {
    const word = node.type === "JSXText" && /\p{L}{2,}/u.exec(node.value);
    if (word) first = Math.min(first, node.start + word.index + word[0].length);
  });
  return first / text.length;
}

/** Words that a module shows by itself, in its markup or in its data. */
export function wordsOf(tree) {
  let words = 0;
  visit(tree.body, (node) => {
    const name = node.name?.name ?? node.key?.name ?? "";
    const isText = node.type === "JSXText";
    const isShown = /^(?:JSXAttribute|Property)$/.test(node.type) && SHOWN.test(name);
    const said = isText
      ? node.value
      : isShown && node.value?.type === "Literal"
        ? String(node.value.value)
        : "";
    words += (said.match(/\p{L}{2,}/gu) ?? []).length;
  });
  return words;
}
