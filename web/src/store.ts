/**
 * What the page shows: one immutable View, renewed at most once a frame. React reads it by useSyncExternalStore.
 *
 * Owns the folded SessionState, the connection, the welcome and the last refusal. Filled by socket.ts.
 */
import { useSyncExternalStore } from "react";
import { apply, EMPTY, unreachable } from "./fold";
import type { Error as Refusal, SessionState, Welcome } from "./protocol";
import { NOTHING, type Renderable, ScannedTexts } from "./renderable";
import type { Connection, ServerMessage } from "./socket";

export interface View {
  session: SessionState;
  connection: Connection;
  welcome: Welcome | null;
  /** The last command that was refused, until dismissed or the next event. */
  refusal: Refusal | null;
  /** How many commands the server has refused. Of a refusal that was dismissed before a frame, the count is left. */
  refusals: number;
  /** How many pages have the session open, this one included. */
  pages: number;
  /** The session that this page's fork made, to be opened. */
  fork: string | null;
  renderable: Renderable;
}

type Rest = Omit<View, "session" | "renderable">;

export class Store {
  #session = EMPTY;
  #scanned = new ScannedTexts();
  #rest: Rest = {
    connection: { state: "connecting" },
    welcome: null,
    refusal: null,
    refusals: 0,
    pages: 1,
    fork: null,
  };
  #view: View = { ...this.#rest, session: EMPTY, renderable: NOTHING };
  #planned = false;
  readonly #listeners = new Set<() => void>();
  readonly #soon: (publish: () => void) => void;

  constructor(soon: (publish: () => void) => void = nextFrame) {
    this.#soon = soon;
  }

  readonly view = (): View => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly lastSeq = (): number => this.#session.seq;

  /** Throws RangeError if the event does not fit; the store is then empty, to be filled from the start. */
  readonly receive = (message: ServerMessage): void => {
    switch (message.type) {
      case "welcome":
        this.#change({ welcome: message, pages: 1 });
        return;
      case "snapshot":
        this.#session = message.state;
        this.#scanned.snapshot(message.state);
        this.#plan();
        return;
      case "error":
        this.#change({ refusal: message, refusals: this.#rest.refusals + 1 });
        return;
      case "presence":
        this.#change({ pages: message.pages });
        return;
      case "sandbox":
        if (this.#rest.welcome !== null)
          this.#change({ welcome: { ...this.#rest.welcome, sandbox: message.tier } });
        return;
      case "fork_made":
        this.#change({ fork: message.session_id });
        return;
      case "heartbeat":
        return;
      case "turn_started":
      case "forked":
      case "text_delta":
      case "file_opened":
      case "file_spliced":
      case "file_closed":
      case "file_removed":
      case "scanned":
      case "finding":
      case "check_started":
      case "check_ended":
      case "tool_called":
      case "tool_returned":
      case "model_switched":
      case "waiting":
      case "spent":
      case "model_pinned":
      case "summarised":
      case "version_created":
      case "version_settled":
      case "preview_failed":
      case "edit_refused":
      case "turn_ended":
        try {
          this.#session = apply(this.#session, message);
        } catch (error) {
          this.#session = EMPTY;
          this.#scanned = new ScannedTexts();
          throw error;
        }
        this.#scanned.event(this.#session, message);
        if (message.type === "turn_started" || message.type === "version_created") this.dismiss();
        this.#plan();
        return;
      default:
        unreachable(message);
    }
  };

  readonly connectionChanged = (connection: Connection): void => this.#change({ connection });

  /** A word in the place of a refusal that is none of the server's. */
  readonly say = (word: Refusal): void => this.#change({ refusal: word });

  readonly dismiss = (): void => {
    if (this.#rest.refusal) this.#change({ refusal: null });
  };

  #change(part: Partial<Rest>): void {
    this.#rest = { ...this.#rest, ...part };
    this.#plan();
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#soon(() => {
      this.#planned = false;
      this.#view = { ...this.#rest, session: this.#session, renderable: this.#scanned.renderable };
      for (const listener of this.#listeners) listener();
    });
  }
}

export function useView(store: Store): View {
  return useSyncExternalStore(store.subscribe, store.view);
}

/** A hidden page gets no animation frames, and is still to be right when it is looked at. */
function nextFrame(publish: () => void): void {
  if (document.hidden) setTimeout(publish, 250);
  else requestAnimationFrame(publish);
}
