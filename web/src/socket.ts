/**
 * The browser's end of one session's socket: says hello, reconnects, hands on each event once and in order.
 *
 * Invariant: `receive` is called with `lastSeq() + 1` or with a notice, never with an event the page has
 * folded. Called by main.tsx; the store gives `lastSeq` and takes what is received.
 */
import {
  CLOSE_CODES,
  type Command,
  type Event,
  HEARTBEAT_S,
  type Notice,
  PROTOCOL_VERSION,
} from "./protocol";

export type ServerMessage = Event | Notice;

export type Connection =
  | { state: "connecting" }
  | { state: "open" }
  | { state: "waiting"; retry_at_ms: number; attempt: number }
  | { state: "closed"; code: number; reason: string };

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
/** A connection that lasted this long has earned a quick retry. */
const STABLE_MS = 5_000;
const OPEN = 1;
const SILENCE_MS = 2 * HEARTBEAT_S * 1_000;

/** Reconnecting would get the same answer. */
const FINAL_CODES: ReadonlySet<number> = new Set([
  CLOSE_CODES.CLIENT_TOO_OLD,
  CLOSE_CODES.SERVER_TOO_OLD,
  CLOSE_CODES.NOT_ALLOWED,
  CLOSE_CODES.BAD_MESSAGE,
  CLOSE_CODES.DELETED,
]);

/** How long to wait before attempt number `attempt`, counted from 0. `random` is in [0, 1): half is jitter. */
export function wait_ms(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return full / 2 + (full / 2) * random;
}

/** What is done with an event, given the newest one that was folded. */
export function placeOf(seq: number, lastSeq: number): "next" | "known" | "gap" {
  if (seq <= lastSeq) return "known";
  return seq === lastSeq + 1 ? "next" : "gap";
}

const wellFormed = (_: string, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value);

export interface SocketPorts {
  url: string;
  session_id: string;
  lastSeq(): number;
  /** Throws if the message does not fit; the connection then starts anew. */
  receive(message: ServerMessage): void;
  changed(connection: Connection): void;
  make?: (url: string) => WebSocket;
  random?: () => number;
}

export class SessionSocket {
  readonly #ports: SocketPorts;
  #connection: Connection = { state: "connecting" };
  #socket: WebSocket | null = null;
  #attempt = 0;
  #opened_ms = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: SocketPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#set({ state: "connecting" });
    const make = this.#ports.make ?? ((url) => new WebSocket(url));
    const socket = make(this.#ports.url);
    this.#socket = socket;
    this.#expect();
    const mine = (handle: (event: never) => void) => (event: unknown) => {
      if (this.#socket === socket) handle(event as never);
    };
    socket.onopen = mine(() => {
      const { session_id } = this.#ports;
      const last_seq = this.#ports.lastSeq();
      socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, session_id, last_seq }));
    });
    socket.onmessage = mine((event: MessageEvent<string>) => this.#hear(event.data));
    socket.onclose = mine((event: CloseEvent) => this.#lost(event.code, event.reason));
  }

  /** False if it was not sent because the socket is not open; nothing is queued. Half characters go as U+FFFD. */
  send(command: Command): boolean {
    if (this.#connection.state !== "open" || this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(JSON.stringify(command, wellFormed));
    return true;
  }

  /** The network came back or the page was looked at: do not sit out the wait. */
  retryNow(): void {
    if (this.#connection.state === "waiting") this.start();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#drop();
  }

  #hear(data: string): void {
    this.#expect();
    try {
      const message = JSON.parse(data) as ServerMessage;
      if ("seq" in message) {
        const place = placeOf(message.seq, this.#ports.lastSeq());
        if (place === "known") return;
        if (place === "gap") {
          this.#reconnect();
          return;
        }
      }
      this.#ports.receive(message);
      if (message.type === "welcome") this.#welcomed();
    } catch (error) {
      console.error("a message did not fit the session; connecting anew", error);
      this.#reconnect();
    }
  }

  #welcomed(): void {
    this.#opened_ms = Date.now();
    this.#set({ state: "open" });
  }

  #lost(code: number, reason: string): void {
    clearTimeout(this.#timer);
    this.#socket = null;
    if (FINAL_CODES.has(code)) this.#set({ state: "closed", code, reason });
    else this.#wait();
  }

  #reconnect(): void {
    clearTimeout(this.#timer);
    this.#drop();
    this.#wait();
  }

  #wait(): void {
    if (Date.now() - this.#opened_ms > STABLE_MS) this.#attempt = 0;
    this.#opened_ms = Number.POSITIVE_INFINITY;
    const delay_ms = wait_ms(this.#attempt, (this.#ports.random ?? Math.random)());
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.start(), delay_ms);
    this.#set({ state: "waiting", retry_at_ms: Date.now() + delay_ms, attempt: this.#attempt });
  }

  /** Anything heard starts the silence anew. */
  #expect(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reconnect(), SILENCE_MS);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #set(connection: Connection): void {
    this.#connection = connection;
    this.#ports.changed(connection);
  }
}
