/**
 * What the preview may render: each file's newest text that a guard has scanned.
 *
 * A `scanned {path, through}` speaks of the text as of event `through`, which is older than the newest text
 * while the file streams; so the texts since the last scan are kept. Called by store.ts after every event.
 */
import { runningTurn } from "./fold";
import type { Event, SessionState } from "./protocol";

export interface Renderable {
  files: Record<string, string>;
  entry: string | null;
  /** The turn runs: the texts may end anywhere. */
  streaming: boolean;
  /** The texts are whole: what does not run in them is an error. */
  final: boolean;
}

export const NOTHING: Renderable = { files: {}, entry: null, streaming: false, final: false };

interface Known {
  scanned: string | null;
  /** Texts that wait for their scan, by the event that made them, oldest first. */
  waiting: { seq: number; text: string }[];
}

const MAX_WAITING = 512;

export class ScannedTexts {
  readonly #known = new Map<string, Known>();
  #renderable = NOTHING;

  /** The same object until it changes. */
  get renderable(): Renderable {
    return this.#renderable;
  }

  /** After `event` led to `state`. */
  event(state: SessionState, event: Event): void {
    if (event.type === "file_opened" || event.type === "file_spliced") {
      const known = this.#of(event.path);
      known.waiting.push({ seq: event.seq, text: textOf(state, event.path) });
      if (known.waiting.length > MAX_WAITING) known.waiting.shift();
    } else if (event.type === "scanned") {
      const known = this.#of(event.path);
      const texts = known.waiting.filter(({ seq }) => seq <= event.through);
      known.scanned = texts.at(-1)?.text ?? known.scanned;
      known.waiting = known.waiting.slice(texts.length);
    } else if (event.type === "file_removed") {
      this.#known.delete(event.path);
    } else if (!["turn_started", "turn_ended", "version_created"].includes(event.type)) {
      return;
    }
    this.#renew(state);
  }

  /** The state was replaced: of a text that changed since its scan, an earlier one is kept if it is known. */
  snapshot(state: SessionState): void {
    const paths = new Set(state.files.map((file) => file.path));
    for (const path of this.#known.keys()) if (!paths.has(path)) this.#known.delete(path);
    for (const { path, text, changed, scanned } of state.files) {
      const known = this.#of(path);
      known.waiting = [{ seq: changed, text }];
      if (scanned >= changed) {
        known.scanned = text;
        known.waiting = [];
      }
    }
    this.#renew(state);
  }

  #of(path: string): Known {
    const known = this.#known.get(path) ?? { scanned: null, waiting: [] };
    this.#known.set(path, known);
    return known;
  }

  #renew(state: SessionState): void {
    const files: Record<string, string> = {};
    for (const { path } of state.files) {
      const text = this.#known.get(path)?.scanned;
      if (text != null) files[path] = text;
    }
    const streaming = runningTurn(state) !== null;
    const paths = Object.keys(files);
    const first = streaming && state.versions.length === 0;
    const entry = (first ? growing(paths) : null) ?? entryOf(paths);
    const newest = state.versions.at(-1)?.version ?? null;
    const final = !streaming && entry !== null && !isCutOff(state, newest);
    const next = { files, entry, streaming, final };
    if (!same(this.#renderable, next)) this.#renderable = next;
  }
}

/** An old version: it was scanned in its time. */
export function finished(files: Readonly<Record<string, string>>, final = true): Renderable {
  return { files: { ...files }, entry: entryOf(Object.keys(files)), streaming: false, final };
}

/** The version is the draft of a reply that was stopped or broke off: its text may end anywhere. */
export function isCutOff(state: SessionState, version: number | null): boolean {
  const draft = state.versions.find((v) => v.version === version);
  if (draft?.status !== "draft" || draft.turn === null || draft.origin !== "prompt") return false;
  const turn = state.turns.find((t) => t.turn === draft.turn);
  return turn?.outcome === "cancelled" || (turn?.outcome === "failed" && turn.code !== "check_failed");
}

/** Of a first version that has no page yet: the file that is being written. */
const growing = (paths: readonly string[]): string | null =>
  pageOf(paths) === null ? (paths.findLast((path) => COMPONENT.test(path)) ?? null) : null;

const PAGES = [/(^|\/)app\.[tj]sx$/i, /(^|\/)page\.[tj]sx$/i, /(^|\/)pages\/index\.[tj]sx$/i];
/** Those put a page into place. */
const NOT_BEFORE = /(^|\/)(layout|template|main|index|_app|_document)\.[tj]sx$/;
const COMPONENT = /\.[tj]sx$/;
const MODULE = /\.[tj]s$/;

/** `App.tsx`, or what is named like a page, nearest to the top, or the first file with markup, or the first script. */
export function entryOf(paths: readonly string[]): string | null {
  const components = paths.filter((path) => COMPONENT.test(path));
  const first = components.find((path) => !NOT_BEFORE.test(path));
  return pageOf(paths) ?? first ?? components[0] ?? paths.find((path) => MODULE.test(path)) ?? null;
}

function pageOf(paths: readonly string[]): string | null {
  if (paths.includes("App.tsx")) return "App.tsx";
  const depth = (path: string) => path.split("/").length;
  for (const pattern of PAGES) {
    const named = paths.filter((path) => pattern.test(path)).sort((a, b) => depth(a) - depth(b));
    if (named[0] !== undefined) return named[0];
  }
  return null;
}

function textOf(state: SessionState, path: string): string {
  return state.files.find((file) => file.path === path)?.text ?? "";
}

function same(a: Renderable, b: Renderable): boolean {
  const paths = Object.keys(a.files);
  return (
    a.streaming === b.streaming &&
    a.entry === b.entry &&
    a.final === b.final &&
    paths.length === Object.keys(b.files).length &&
    paths.every((path) => a.files[path] === b.files[path])
  );
}
