/** Files as a zip archive. Pure. */
import { strToU8, zipSync } from "fflate";
import type { Files } from "./looking";

/** The bytes of an archive with all files below one folder called `name`. */
export function zipOf(name: string, files: Files): ArrayBuffer {
  const entries = Object.entries(files).map(([path, text]) => [`${name}/${path}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries)).slice().buffer as ArrayBuffer;
}

/** A name for a folder, made of a title: `A todo list!` is `a-todo-list`. */
export function slugOf(title: string | null): string {
  const slug = (title ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return slug.slice(0, 40).replace(/^-+|-+$/g, "") || "component";
}
