// Owns what an import path means that is no file of the program: which module of ours it names, by the allow-list of
// studio/frameworks/packages.json. Pure. studio/frameworks/packages.py is the same rule for the guard; tests/imports.json holds both.

import table from "../../../studio/frameworks/packages.json";

/** One entry of the allow-list. */
export interface Package {
  /** What the model is told it is for; without it the package works and is not offered. */
  for?: string;
  /** Paths below it that are modules of their own. */
  modules?: string[];
  /** Any other path below it names one of its exports: `lodash/debounce`. */
  members?: boolean;
  /** Its capitalised exports are icons. */
  icons?: boolean;
  /** False: only its modules can be imported. */
  root?: boolean;
}

export interface Target {
  module: string;
  /** The export that stands for the whole import; null for the module itself. */
  member: string | null;
}

export const packages: Record<string, Package> = table.packages;
const same: Record<string, string> = table.same;

/** The modules that the list names one by one. Those of our own (`@/components/ui/*`) are found in their folders. */
export const listed: readonly string[] = Object.entries(packages).flatMap(([name, { modules, root }]) => [
  ...(name.endsWith("*") || root === false ? [] : [name]),
  ...(modules ?? []).map((path) => `${name}/${path}`),
]);
const modules = new Set(listed);

const HOUSE = /^(?:(?:\.{0,2}\/|[@~]\/|src\/|components\/)(?:.*\/)?)?(ui|hooks|lib)\/([\w-]+)$/;
const FOLDERS: Record<string, string> = { ui: "@/components/ui/", hooks: "@/hooks/", lib: "@/lib/" };

/** Null when the list does not allow it. A module of our own may still not exist. */
export function resolve(specifier: string): Target | null {
  const name = actual(specifier);
  for (const module of [name, `${name}.js`, name.replace(/\.m?js$/, "")])
    if (modules.has(module)) return { module, member: null };
  const house = HOUSE.exec(name);
  if (house) return { module: `${FOLDERS[house[1] as string]}${house[2]}`, member: null };
  return memberOf(name);
}

/** Whether the exports of a module are icons. */
export const hasIcons = (module: string): boolean =>
  Object.entries(packages).some(
    ([name, { icons }]) => icons === true && (module === name || module.startsWith(`${name}/`)),
  );

/** `pattern` with one `*`; what the star stands for, or null. */
export function starOf(pattern: string, name: string): string | null {
  const [head = "", ...tail] = pattern.split("*");
  if (tail.length === 0) return name === pattern ? "" : null;
  const end = tail.join("*");
  const fits = name.length >= head.length + end.length && name.startsWith(head) && name.endsWith(end);
  return fits ? name.slice(head.length, name.length - end.length) : null;
}

function actual(specifier: string): string {
  if (modules.has(specifier)) return specifier;
  if (Object.hasOwn(same, specifier)) return same[specifier] as string;
  for (const [pattern, name] of Object.entries(same)) {
    const star = pattern.includes("*") ? starOf(pattern, specifier) : null;
    if (star !== null) return name.replace("*", star);
  }
  return specifier;
}

function memberOf(name: string): Target | null {
  const parts = name.split("/");
  const member = parts.pop() as string;
  for (let end = parts.length; end > 0; end--) {
    const module = parts.slice(0, end).join("/");
    if (!modules.has(module)) continue;
    const owner = Object.entries(packages).find(([each]) => module === each || module.startsWith(`${each}/`));
    return owner?.[1].members && !member.endsWith(".css")
      ? { module, member: member.replace(/\.m?js$/, "") }
      : null;
  }
  return null;
}
