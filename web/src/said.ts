/**
 * What the preview frame and the page may say to each other. The frame runs hostile code: whatever it sends is
 * read by `said` alone, which knows each field, cuts each text to size and drops the rest. Pure.
 */
import { firstOf } from "./chars";

/** A place in a file of the artifact, as its author counts: line and column from 1. */
export interface Place {
  /** The function that ran there; empty at a module's top level. */
  name: string;
  path: string;
  line: number;
  column: number;
}

/** What a component threw. */
export interface Fault {
  message: string;
  /** Innermost first; only places in the artifact's own files. */
  places: Place[];
  /** The component that failed, then those around it. */
  components: string[];
}

export const LEVELS = ["debug", "log", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

/** What the component's console said, `count` times in a row since the last message. */
export interface ConsoleLine {
  level: Level;
  text: string;
  place: Place | null;
  count: number;
}

/** What a component asked for and got a harmless stand-in of. */
export const NEUTRALISED = [
  "network",
  "storage",
  "cookies",
  "dialog",
  "navigation",
  "window",
  "clipboard",
  "download",
  "device",
  "worker",
  "print",
  "media",
] as const;
export type Neutralised = (typeof NEUTRALISED)[number];

/** What the frame's stand-in for storage holds; given back to the next frame of this page. */
export interface Kept {
  local: Record<string, string>;
  session: Record<string, string>;
}

export interface Render {
  files: Record<string, string>;
  entry: string;
  final: boolean;
  dark: boolean;
}

export type ToFrame =
  | { type: "begin"; kept: Kept }
  /** `compiled`: by path, what the server made of files that the frame's compiler refuses. */
  | ({ type: "render"; id: number; compiled?: Record<string, string> } & Render)
  | { type: "ping"; id: number };

export type FromFrame =
  | { type: "ready" }
  | { type: "rendered"; id: number; ok: boolean; error: Fault | null; stubs: number; painted: boolean }
  /** In place of `rendered`, of a final render alone: these files do not compile in the frame. */
  | { type: "uncompiled"; id: number; paths: string[] }
  | { type: "error"; fault: Fault }
  | { type: "console"; lines: ConsoleLine[] }
  | { type: "neutralised"; what: Neutralised; count: number; example: string }
  | { type: "download"; name: string; mime: string; bytes: ArrayBuffer }
  | { type: "copy"; text: string }
  | { type: "open"; url: string }
  | { type: "kept"; kept: Kept }
  | { type: "pong"; id: number };

export const MAX_DOWNLOAD_BYTES = 16_000_000;
export const MAX_COPY_CHARS = 200_000;
export const MAX_KEPT_CHARS = 256_000;
const MAX_URL_CHARS = 2_000;
const MAX_TEXT_CHARS = 2_000;
const MAX_PLACES = 16;
const MAX_LINES = 100;
const MAX_KEYS = 500;

export const EMPTY_KEPT: Kept = { local: {}, session: {} };

/** The message if it is one; null for anything else. Never throws. */
export function said(data: unknown): FromFrame | null {
  if (!isObject(data)) return null;
  const id = count(data.id, -1);
  switch (data.type) {
    case "ready":
      return { type: "ready" };
    case "pong":
      return { type: "pong", id };
    case "rendered": {
      const [stubs, ok, painted] = [count(data.stubs), data.ok === true, data.painted === true];
      return {
        type: "rendered",
        id,
        ok,
        error: data.error == null ? null : fault(data.error),
        stubs,
        painted,
      };
    }
    case "uncompiled": {
      const paths = Array.isArray(data.paths) ? data.paths.slice(0, MAX_PLACES) : [];
      return { type: "uncompiled", id, paths: paths.map((path) => text(path, 200)) };
    }
    case "error":
      return { type: "error", fault: fault(data.fault) };
    case "console":
      return { type: "console", lines: list(data.lines, MAX_LINES).map(line) };
    case "neutralised": {
      const what = oneOf(NEUTRALISED, data.what);
      return (
        what && { type: "neutralised", what, count: count(data.count), example: text(data.example, 200) }
      );
    }
    case "download": {
      const { bytes } = data;
      if (!(bytes instanceof ArrayBuffer) || bytes.byteLength > MAX_DOWNLOAD_BYTES) return null;
      return { type: "download", name: text(data.name, 200), mime: text(data.mime, 100), bytes };
    }
    case "copy":
      return { type: "copy", text: text(data.text, MAX_COPY_CHARS) };
    case "open": {
      const url = address(data.url);
      return url === null ? null : { type: "open", url };
    }
    case "kept": {
      const kept = isObject(data.kept) ? data.kept : {};
      const [local, session] = [texts(kept.local), texts(kept.session)];
      const size = JSON.stringify([local, session]).length;
      return size > MAX_KEPT_CHARS ? null : { type: "kept", kept: { local, session } };
    }
    default:
      return null;
  }
}

/** The fault's places and components as lines of a stack. */
export function stackOf({ places, components }: Fault): string {
  const at = places.map(
    ({ name, path, line, column }) => `at ${name || "module"} (${path}:${line}:${column})`,
  );
  return [...at, ...components.map((name) => `in <${name}>`)].join("\n");
}

type Some = Record<string, unknown>;

const isObject = (value: unknown): value is Some => typeof value === "object" && value !== null;

const text = (value: unknown, most = MAX_TEXT_CHARS): string =>
  typeof value === "string" ? firstOf(value, most) : "";

const count = (value: unknown, otherwise = 0): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;

const list = (value: unknown, most: number): Some[] =>
  Array.isArray(value) ? value.slice(0, most).filter(isObject) : [];

const oneOf = <Name extends string>(names: readonly Name[], value: unknown): Name | null =>
  names.find((name) => name === value) ?? null;

function place(value: unknown): Place | null {
  if (!isObject(value)) return null;
  const [line, column] = [count(value.line), count(value.column)];
  return { name: text(value.name, 100), path: text(value.path, 200), line, column };
}

function fault(value: unknown): Fault {
  const given = isObject(value) ? value : {};
  const places = list(given.places, MAX_PLACES).flatMap((each) => place(each) ?? []);
  const named = Array.isArray(given.components) ? given.components.slice(0, MAX_PLACES) : [];
  return { message: text(given.message), places, components: named.map((name) => text(name, 100)) };
}

function line(value: Some): ConsoleLine {
  return {
    level: oneOf(LEVELS, value.level) ?? "log",
    text: text(value.text),
    place: place(value.place),
    count: count(value.count, 1),
  };
}

/** An address that a person may be asked to open. */
function address(value: unknown): string | null {
  if (typeof value !== "string" || value.length > MAX_URL_CHARS || !URL.canParse(value)) return null;
  const { protocol, href } = new URL(value);
  return ["http:", "https:", "mailto:", "tel:"].includes(protocol) ? href : null;
}

function texts(value: unknown): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value).slice(0, MAX_KEYS) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
