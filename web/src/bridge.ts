/**
 * The page's side of the preview frame, which runs hostile code: what is said to it, and what is believed.
 *
 * Invariant: at most one render is unanswered, behind it waits only the newest. A frame that hangs or leaves is
 * replaced and gets the same again, at most twice; one that floods the page is stopped until somebody asks for it.
 * The server is asked to compile finished files only, once a render, and what is newer does not wait for it.
 * That a finished component fails is believed of a fresh frame only: what ran before it may have left something.
 * What it may make the page do (save, copy, open) takes a real click. No DOM here: preview.tsx owns the iframe.
 */
import {
  type ConsoleLine,
  EMPTY_KEPT,
  type Fault,
  type FromFrame,
  type Kept,
  type Neutralised,
  type Render,
  said,
  stackOf,
  type ToFrame,
} from "./said";

export type { ConsoleLine, Fault, FromFrame, Kept, Level, Neutralised, Place, Render, ToFrame } from "./said";

export type Shown =
  | { state: "empty" }
  | { state: "streaming" }
  | { state: "ready" }
  /** `stopped`: the frame was taken away; only `Bridge.reload` or other files bring the component back. */
  | { state: "error"; message: string; fault: Fault | null; stopped: boolean };

export interface BridgePorts {
  post(message: ToFrame): void;
  /** Throws the frame away and makes a new one; `ready` will follow. */
  replaceFrame(): void;
  shown(shown: Shown): void;
  /** Files that the frame's compiler refuses, by the server's; {} if that refuses too. */
  translate(files: Record<string, string>): Promise<Record<string, string>>;
  /** The finished component does not render, or threw. */
  failed(message: string, stack: string): void;
  /** New lines of the component's console. */
  console(lines: ConsoleLine[]): void;
  /** How often, since the component was shown, it used what only a stand-in answers. */
  neutralised(what: Neutralised, count: number, example: string): void;
  /** Something befell the frame that the user should know; the preview goes on. */
  notice(text: string): void;
  /** Whether a person has just clicked or typed in the frame. */
  activated(): boolean;
  /** Asked for after a click; `name` is as the component wrote it. */
  download(name: string, mime: string, bytes: ArrayBuffer): void;
  copy(text: string): void;
  /** An http, https, mailto or tel address; the user is to be shown all of it and asked. */
  open(url: string): void;
}

export const TICK_MS = 1_000;
export const MAX_MESSAGES_PER_TICK = 200;
/** Of the page's time in a tick; large messages take it all with few. */
const MAX_READING_MS = 250;
const MAX_MISSED_PONGS = 2;
const MAX_REPLACEMENTS = 2;
/** An unanswered render gives way to a newer one. */
const ACK_TICKS = 8;
/** More than the frame waits for packages: what does not answer by then never will. */
const ANSWER_TICKS = 15;
const READY_TICKS = 15;
const REST_MS = 500;
/** Of one component; its own stand-ins keep an honest one from any. */
const MAX_THEFTS = 1;

export class Bridge {
  readonly #ports: BridgePorts;
  readonly #now: () => number;
  #ready = false;
  #loads = 0;
  #sent: { id: number; render: Render; ticks: number; server: "unasked" | "asked" | "answered" } | null =
    null;
  #waiting: Render | null = null;
  #last: Render | null = null;
  #kept: Kept = EMPTY_KEPT;
  #painted = false;
  #stopped = false;
  #ids = 0;
  #missed = 0;
  #heard = 0;
  #reading_ms = 0;
  #ticks = 0;
  /** Renders that this frame has answered. */
  #answered = 0;
  #thefts = 0;
  #replacements = 0;
  #actedAt = Number.NEGATIVE_INFINITY;

  constructor(ports: BridgePorts, now: () => number = () => performance.now()) {
    this.#ports = ports;
    this.#now = now;
  }

  /** Latest wins. That a turn begins alone is no reason to render the same files again. */
  render(render: Render): void {
    const last = this.#last;
    if (last && sameFiles(last, render) && (last.final || !render.final) && last.dark === render.dark) return;
    if (last && !sameFiles(last, render)) this.#replacements = this.#thefts = 0;
    this.#last = render;
    if (this.#stopped && !render.final) return;
    this.#stopped = false;
    this.#waiting = render;
    if (this.#sent?.server === "asked") this.#sent = null;
    this.#next();
  }

  /** The same component in a fresh frame, which keeps only the stand-in of its storage. */
  reload(): void {
    this.#replacements = this.#thefts = 0;
    this.#stopped = false;
    this.#fresh(this.#last);
  }

  /** A new iframe is in the page; what the one before it sent, and tells of its loading, is over. */
  mounted(): void {
    this.#loads = 0;
    this.#heard = 0;
    this.#reading_ms = 0;
  }

  /** The iframe loaded a document. A second one is not ours: the component navigated. */
  loaded(): void {
    this.#loads += 1;
    if (this.#loads > 1) this.#replace("It tried to leave the page.");
  }

  /** It took the keyboard from the page, which has it back. */
  tookFocus(): void {
    this.#thefts += 1;
    if (this.#thefts > MAX_THEFTS && !this.#stopped) this.#stop("It took the keyboard from the page.");
  }

  /** A message event of the frame. `data` is unpacked here, for unpacking costs the page time too. */
  hear(event: { readonly data: unknown }): void {
    this.#heard += 1;
    if (this.#heard > MAX_MESSAGES_PER_TICK || this.#reading_ms > MAX_READING_MS) {
      if (!this.#stopped)
        this.#stop(`It sent more than the page takes: ${MAX_MESSAGES_PER_TICK} messages a second.`);
      return;
    }
    const began = this.#now();
    const message = said(event.data);
    if (message !== null) this.#receive(message);
    this.#reading_ms += this.#now() - began;
  }

  /** Once every TICK_MS. A hidden page's clock and frame may be throttled, so nothing is then expected of the frame. */
  tick(hidden = false): void {
    this.#heard = 0;
    this.#reading_ms = 0;
    if (hidden) return;
    if (!this.#ready) {
      this.#ticks += 1;
      if (this.#ticks > READY_TICKS) this.#replace("It did not start.");
      return;
    }
    if (this.#missed >= MAX_MISSED_PONGS) {
      this.#replace("It did not respond.");
      return;
    }
    if (this.#sent && ++this.#sent.ticks > ANSWER_TICKS) {
      this.#replace("It did not answer.");
      return;
    }
    if (this.#sent && this.#waiting && this.#sent.ticks > ACK_TICKS) {
      this.#sent = null;
      this.#next();
    }
    this.#missed += 1;
    this.#ports.post({ type: "ping", id: ++this.#ids });
  }

  #receive(message: FromFrame): void {
    switch (message.type) {
      case "ready":
        this.#ready = true;
        this.#missed = 0;
        this.#ports.post({ type: "begin", kept: this.#kept });
        this.#next();
        return;
      case "pong":
        this.#missed = 0;
        return;
      case "rendered":
        this.#rendered(message);
        return;
      case "uncompiled":
        void this.#translate(message);
        return;
      case "error":
        if (this.#last?.final === true) this.#broke(message.fault);
        return;
      case "console":
        this.#ports.console(message.lines);
        return;
      case "neutralised":
        this.#ports.neutralised(message.what, message.count, message.example);
        return;
      case "kept":
        this.#kept = message.kept;
        return;
      case "download":
        if (this.#mayAct()) this.#ports.download(message.name, message.mime, message.bytes);
        return;
      case "copy":
        if (this.#mayAct()) this.#ports.copy(message.text);
        return;
      case "open":
        if (this.#mayAct()) this.#ports.open(message.url);
        return;
      default:
        message satisfies never;
    }
  }

  /** One act a click: a component can make the page do nothing by itself, and nothing in a row. */
  #mayAct(): boolean {
    const now = this.#now();
    if (now - this.#actedAt < REST_MS || !this.#ports.activated()) return false;
    this.#actedAt = now;
    return true;
  }

  #rendered({ id, ok, error, painted }: FromFrame & { type: "rendered" }): void {
    const sent = this.#sent;
    if (sent?.id !== id) return;
    this.#sent = null;
    this.#answered += 1;
    this.#painted ||= ok && painted;
    if (sent.render.final && !ok && this.#answered > 1) {
      this.#fresh(this.#waiting ?? sent.render);
      return;
    }
    if (!sent.render.final) {
      if (this.#painted) this.#ports.shown({ state: "streaming" });
    } else if (ok) this.#ports.shown({ state: "ready" });
    else this.#broke(error ?? UNKNOWN);
    this.#next();
  }

  async #translate({ id, paths }: FromFrame & { type: "uncompiled" }): Promise<void> {
    const sent = this.#sent;
    if (sent?.id !== id || sent.server !== "unasked" || !sent.render.final) return;
    sent.server = "asked";
    sent.ticks = 0;
    const { files } = sent.render;
    const known = paths.filter((path) => Object.hasOwn(files, path));
    const refused = Object.fromEntries(known.map((path) => [path, files[path] ?? ""]));
    const compiled = await this.#ports.translate(refused);
    if (this.#sent !== sent) return;
    sent.server = "answered";
    sent.ticks = 0;
    this.#ports.post({ type: "render", id, ...sent.render, compiled });
  }

  #broke(fault: Fault): void {
    const message = fault.message || UNKNOWN.message;
    this.#ports.shown({ state: "error", message, fault, stopped: false });
    this.#ports.failed(message, stackOf(fault));
  }

  #next(): void {
    if (!this.#ready || this.#sent || !this.#waiting) return;
    this.#sent = { id: ++this.#ids, render: this.#waiting, ticks: 0, server: "unasked" };
    this.#waiting = null;
    const { id, render } = this.#sent;
    this.#ports.post({ type: "render", id, ...render });
  }

  #replace(why: string): void {
    this.#replacements += 1;
    if (this.#replacements > MAX_REPLACEMENTS) {
      this.#stop(why);
      return;
    }
    if (this.#last) this.#ports.notice(`The preview was started again. ${why}`);
    this.#fresh(this.#last);
  }

  #stop(why: string): void {
    this.#stopped = true;
    const message = `The preview was stopped. ${why}`;
    this.#ports.shown({ state: "error", message, fault: null, stopped: true });
    this.#fresh(null);
  }

  #fresh(render: Render | null): void {
    this.#ready = false;
    this.#loads = Number.NEGATIVE_INFINITY;
    this.#sent = null;
    this.#missed = 0;
    this.#ticks = 0;
    this.#answered = 0;
    this.#waiting = render;
    this.#ports.replaceFrame();
  }
}

const UNKNOWN: Fault = { message: "The component could not be rendered.", places: [], components: [] };

function sameFiles(a: Render, b: Render): boolean {
  const paths = Object.keys(a.files);
  return (
    a.entry === b.entry &&
    paths.length === Object.keys(b.files).length &&
    paths.every((path) => a.files[path] === b.files[path])
  );
}
