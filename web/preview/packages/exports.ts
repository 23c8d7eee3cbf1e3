// Owns what an import gets of a module: itself, or the one export that stands for it, in the shape that compiled import lines
// expect. Pure; the frame and the sandbox's VM share it.

import { pictureOf } from "../shims/picture";
import type { Target } from "./resolve";

// biome-ignore lint/suspicious/noExplicitAny: exports of packages
export type Exports = Record<string, any>;

const STYLES = /\.(?:css|scss|sass|less)$/;
const PICTURES = /\.(?:png|jpe?g|gif|svg|webp|avif|ico)(?:\?\w*)?$/;

/** What a style sheet or a picture gives that is not there: class names as they are written, a neutral drawing. */
export function assetFor(specifier: string): Exports | null {
  if (STYLES.test(specifier)) {
    const classes = new Proxy({}, { get: (_target, key) => (typeof key === "string" ? key : undefined) });
    return { __esModule: true, default: classes };
  }
  return PICTURES.test(specifier) ? { __esModule: true, default: pictureOf(specifier) } : null;
}

const plain = (name: string): string => name.replace(/[^A-Za-z\d]/g, "").toLowerCase();

/** `space` is the module's; the result has `default`, and what it has not is undefined. */
export function exportsFor({ member }: Target, space: Exports): Exports {
  if (member === null) {
    // CommonJS that nobody has listed the names of.
    if (Object.keys(space).every((key) => key === "default" || key === "module.exports"))
      return { ...space.default, default: space.default };
    return "default" in space ? space : { ...space, default: space };
  }
  const key = member in space ? member : Object.keys(space).find((each) => plain(each) === plain(member));
  const value = key === undefined ? undefined : space[key];
  const parts = typeof value === "object" && value !== null && !("$$typeof" in value) ? value : {};
  return { [key ?? member]: value, ...parts, default: value };
}
