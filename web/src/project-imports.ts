/**
 * Which way the imports of an artifact lead in a project of its own, where a bundler reads them and no list of ours: to a file, to
 * one of our modules that comes along, or to a package of npm. Pure. The rules are the frame's (preview/packages/), so that what
 * rendered there builds here. Called by project.ts.
 */

import { isFilePath, resolveFile } from "../preview/packages/files";
import { hasIcons, resolve, type Target } from "../preview/packages/resolve";
import type { Kit } from "../scripts/kit.mjs";
import type { Files } from "./looking";

export interface Imports {
  /** Sources of the kit that are needed, by their places in it. */
  ours: Set<string>;
  /** Names of npm's packages. */
  packages: Set<string>;
  /** Imports that a bundler would take for something else: a file as `./src/…`, or a module of npm. */
  instead: Map<string, string>;
  /** Imports that lead nowhere that we know. */
  unknown: Set<string>;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const ENDING = /(?:\/index)?\.[cm]?[jt]sx?$/;

/** `root`: the folder of the artifact in the project, `src/` or empty. `placeOf`: where a source of the kit lies in it. */
export function importsOf(
  files: Files,
  root: string,
  kit: Kit,
  placeOf: (source: string) => string,
): Imports {
  const found: Imports = { ours: new Set(), packages: new Set(), instead: new Map(), unknown: new Set() };

  const follow = (from: string, text: string, specifier: string) => {
    const file = isFilePath(specifier) ? resolveFile(files, from, specifier) : null;
    const target = file === null ? resolve(specifier) : null;
    const source = target && kit.modules[target.module];
    if (file !== null) toFile(specifier, root + file);
    else if (target === null) found.unknown.add(specifier);
    else if (source && !(hasIcons(target.module) && hasNoneOf(text, kit.sources[source] ?? ""))) {
      bring(source);
      toFile(specifier, placeOf(source));
    } else toPackage(specifier, target);
  };

  const toFile = (specifier: string, file: string) => {
    const isArtifacts = Object.hasOwn(files, file.slice(root.length));
    const natural = specifier.startsWith("@/") ? `src/${specifier.slice(2)}` : null;
    if (specifier.startsWith(".") && isArtifacts) return;
    if (natural !== file && natural !== file.replace(ENDING, "")) found.instead.set(specifier, `./${file}`);
  };

  const toPackage = (specifier: string, { module, member }: Target) => {
    const own = packageOf(specifier);
    const isNpms = Object.hasOwn(kit.versions, own) && (member !== null || packageOf(module) !== own);
    const wanted = isNpms ? specifier : member === null ? module : `${module}/${member}`;
    need(packageOf(wanted));
    if (wanted !== specifier) found.instead.set(specifier, wanted);
  };

  /** A source of ours, and what it imports in turn. */
  const bring = (source: string) => {
    if (found.ours.has(source)) return;
    found.ours.add(source);
    for (const specifier of specifiersOf(kit.sources[source] ?? "")) {
      const near = specifier.startsWith(".") ? resolveFile(kit.sources, source, specifier) : null;
      if (near !== null) bring(near);
      else need(packageOf(specifier));
    }
  };

  const need = (name: string) => {
    if (found.packages.has(name)) return;
    found.packages.add(name);
    for (const peer of kit.peers[name] ?? []) need(peer);
  };

  for (const [from, text] of Object.entries(files))
    if (SCRIPT.test(from)) for (const specifier of specifiersOf(text)) follow(from, text, specifier);
  return found;
}

const IMPORT = /(?:^|[\n;}])\s*import\b\s*(?:[\w$*{},\s]*\bfrom\s*)?(["'])([^"'\n]+)\1/g;
const EXPORT = /(?:^|[\n;}])\s*export\s*(?:type\s*)?(?:\*[\w$\s]*|\{[^}]*\}\s*)\bfrom\s*(["'])([^"'\n]+)\1/g;
const LATER = /\bimport\(\s*(["'])([^"'\n]+)\1/g;

/** What the import lines of a text name. One that stands in a string or a comment costs a needless package at most. */
const specifiersOf = (text: string): string[] =>
  [IMPORT, EXPORT, LATER].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[2] as string),
  );

/** Whether a text names none of the icons that a stand-in adds to those of the package. */
const hasNoneOf = (text: string, standIn: string): boolean =>
  ![...standIn.matchAll(/^export \{([^}]*)\}/gm)]
    .flatMap((match) => (match[1] as string).match(/\w+/g) ?? [])
    .some((name) => name !== "as" && new RegExp(`\\b${name}\\b`).test(text));

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
