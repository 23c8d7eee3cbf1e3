/**
 * The page's side of the preview frame, which runs hostile code: what is said to it, and what is believed.
 *
 * Invariant: at most one render is unanswered, behind it waits only the newest. A frame that floods or hangs is
 * replaced; what made it do so twice is not shown again. No DOM here: preview.tsx owns the iframe.
 */

export interface Render {
  files: Record<string, string>;
  entry: string;
  final: boolean;
  dark: boolean;
}

export type ToFrame = ({ type: "render"; id: number } & Render) | { type: "ping"; id: number };

export type FromFrame =
  | { type: "ready" }
  | { type: "rendered"; id: number; ok: boolean; error: string | null; stubs: number; painted: boolean }
  | { type: "error"; message: string; stack: string }
  | { type: "pong"; id: number };

export type Shown =
  | { state: "empty" }
  | { state: "streaming" }
  | { state: "ready" }
  | { state: "error"; message: string };

export interface BridgePorts {
  post(message: ToFrame): void;
  /** Throws the frame away and makes a new one; `ready` will follow. */
  replaceFrame(): void;
  shown(shown: Shown): void;
  /** The finished component does not render, or threw. */
  failed(message: string, stack: string): void;
}

export const TICK_MS = 1_000;
const MAX_MESSAGES_PER_TICK = 200;
const MAX_MISSED_PONGS = 2;
const MAX_REPLACEMENTS = 2;
const ACK_TICKS = 8;
const READY_TICKS = 15;
const MAX_TEXT_CHARS = 2_000;

export class Bridge {
  readonly #ports: BridgePorts;
  #ready = false;
  #sent: { id: number; render: Render; ticks: number } | null = null;
  #waiting: Render | null = null;
  #last: Render | null = null;
  #painted = false;
  #ids = 0;
  #missed = 0;
  #heard = 0;
  #ticks = 0;
  #replacements = 0;

  constructor(ports: BridgePorts) {
    this.#ports = ports;
  }

  /** Latest wins. That a turn begins alone is no reason to render the same files again. */
  render(render: Render): void {
    const last = this.#last;
    if (last && sameFiles(last, render) && (last.final || !render.final) && last.dark === render.dark) return;
    if (last && !sameFiles(last, render)) this.#replacements = 0;
    this.#last = render;
    this.#waiting = render;
    this.#next();
  }

  receive(data: unknown): void {
    this.#heard += 1;
    if (this.#heard > MAX_MESSAGES_PER_TICK) {
      if (this.#heard === MAX_MESSAGES_PER_TICK + 1) this.#replace("It sent too many messages.");
      return;
    }
    const message = messageOf(data);
    if (message === null) return;
    switch (message.type) {
      case "ready":
        this.#ready = true;
        this.#missed = 0;
        this.#next();
        return;
      case "pong":
        this.#missed = 0;
        return;
      case "rendered":
        this.#rendered(message);
        return;
      case "error":
        if (this.#last?.final === true) this.#broke(message.message, message.stack);
    }
  }

  /** Once every TICK_MS. A hidden page's clock and frame may be throttled, so nothing is then expected of the frame. */
  tick(hidden = false): void {
    this.#heard = 0;
    if (hidden) return;
    if (!this.#ready) {
      this.#ticks += 1;
      if (this.#ticks > READY_TICKS) this.#replace("It did not start.");
      return;
    }
    if (this.#missed >= MAX_MISSED_PONGS) {
      this.#replace("It does not respond.");
      return;
    }
    if (this.#sent && ++this.#sent.ticks > ACK_TICKS) {
      this.#sent = null;
      this.#next();
    }
    this.#missed += 1;
    this.#ports.post({ type: "ping", id: ++this.#ids });
  }

  #rendered({ id, ok, error, painted }: FromFrame & { type: "rendered" }): void {
    const sent = this.#sent;
    if (sent?.id !== id) return;
    this.#sent = null;
    this.#painted ||= ok && painted;
    if (!sent.render.final) {
      if (this.#painted) this.#ports.shown({ state: "streaming" });
    } else if (ok) this.#ports.shown({ state: "ready" });
    else this.#broke(error || "The component could not be rendered.", "");
    this.#next();
  }

  #broke(message: string, stack: string): void {
    this.#ports.shown({ state: "error", message });
    this.#ports.failed(message, stack);
  }

  #next(): void {
    if (!this.#ready || this.#sent || !this.#waiting) return;
    this.#sent = { id: ++this.#ids, render: this.#waiting, ticks: 0 };
    this.#waiting = null;
    const { id, render } = this.#sent;
    this.#ports.post({ type: "render", id, ...render });
  }

  #replace(why: string): void {
    this.#ready = false;
    this.#sent = null;
    this.#missed = 0;
    this.#ticks = 0;
    this.#replacements += 1;
    const again = this.#replacements <= MAX_REPLACEMENTS;
    this.#waiting = again ? this.#last : null;
    if (!again) this.#ports.shown({ state: "error", message: `The preview was stopped. ${why}` });
    this.#ports.replaceFrame();
  }
}

function sameFiles(a: Render, b: Render): boolean {
  const paths = Object.keys(a.files);
  return (
    a.entry === b.entry &&
    paths.length === Object.keys(b.files).length &&
    paths.every((path) => a.files[path] === b.files[path])
  );
}

/** The message if it is one, with its texts cut to size; hostile code may send anything. */
function messageOf(data: unknown): FromFrame | null {
  if (typeof data !== "object" || data === null) return null;
  const said = data as Record<string, unknown>;
  const id = typeof said.id === "number" ? said.id : -1;
  switch (said.type) {
    case "ready":
      return { type: "ready" };
    case "pong":
      return { type: "pong", id };
    case "rendered": {
      const error = said.error == null ? null : text(said.error);
      const stubs = typeof said.stubs === "number" ? said.stubs : 0;
      return { type: "rendered", id, ok: said.ok === true, error, stubs, painted: said.painted === true };
    }
    case "error":
      return { type: "error", message: text(said.message), stack: text(said.stack) };
    default:
      return null;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_TEXT_CHARS) : "";
}
