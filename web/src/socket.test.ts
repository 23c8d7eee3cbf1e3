import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket as NodeWebSocket, WebSocketServer } from "ws";
import { CLOSE_CODES, type Command, PROTOCOL_VERSION } from "./protocol";
import { type Connection, placeOf, type ServerMessage, SessionSocket, wait_ms } from "./socket";

const WELCOME = { type: "welcome", protocol: PROTOCOL_VERSION, session_id: "s" };
const delta = (seq: number) => ({ type: "text_delta", seq, text: `${seq} ` });

/** A server's side of one socket, as bad as the test wants: it says what it is told and drops when told. */
class DropsMidStream {
  static made: DropsMidStream[] = [];
  readyState = 0;
  sent: Command[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;

  constructor() {
    DropsMidStream.made.push(this);
  }
  send(frame: string) {
    this.sent.push(JSON.parse(frame) as Command);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
    this.say(WELCOME);
  }
  say(...messages: object[]) {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) });
  }
  drop(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code, reason: "dropped" });
  }
}

function page() {
  const seen: ServerMessage[] = [];
  const connections: Connection[] = [];
  let seq = 0;
  const socket = new SessionSocket({
    url: "ws://test/ws",
    session_id: "s",
    lastSeq: () => seq,
    receive: (message) => {
      seen.push(message);
      if ("seq" in message) seq = message.seq;
    },
    changed: (connection) => connections.push(connection),
    make: () => new DropsMidStream() as unknown as WebSocket,
    random: () => 0.5,
  });
  const seqs = () => seen.flatMap((message) => ("seq" in message ? [message.seq] : []));
  return { socket, seqs, connections, state: () => connections.at(-1)?.state };
}

const newest = () => DropsMidStream.made.at(-1) as DropsMidStream;

beforeEach(() => {
  vi.useFakeTimers();
  DropsMidStream.made = [];
});
afterEach(() => void vi.useRealTimers());

describe("SessionSocket", () => {
  it("says hello first, and again with what it has after a drop", () => {
    const { socket, seqs, state } = page();
    socket.start();
    newest().open();
    expect(newest().sent).toEqual([
      { type: "hello", protocol: PROTOCOL_VERSION, session_id: "s", last_seq: 0 },
    ]);
    newest().say(delta(1), delta(2));
    newest().drop();
    expect(state()).toBe("waiting");
    vi.advanceTimersByTime(250);
    newest().open();
    expect(newest().sent).toEqual([
      { type: "hello", protocol: PROTOCOL_VERSION, session_id: "s", last_seq: 2 },
    ]);
    newest().say(delta(2), delta(3));
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it("connects anew on a gap and shows nothing behind it", () => {
    const { socket, seqs, state } = page();
    socket.start();
    newest().open();
    newest().say(delta(1), delta(3), delta(4));
    expect(seqs()).toEqual([1]);
    expect(state()).toBe("waiting");
  });

  it("waits longer and longer, and not at all when the network is back", () => {
    const { socket, state, connections } = page();
    socket.start();
    for (let i = 0; i < 8; i++) {
      newest().drop();
      vi.advanceTimersByTime(8_000);
    }
    const attempts = connections.flatMap((c) => (c.state === "waiting" ? [c.attempt] : []));
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    newest().drop();
    socket.retryNow();
    expect(state()).toBe("connecting");
  });

  it("takes silence for a lost connection", () => {
    const { socket, state } = page();
    socket.start();
    newest().open();
    vi.advanceTimersByTime(29_000);
    newest().say({ type: "heartbeat" });
    vi.advanceTimersByTime(29_000);
    expect(state()).toBe("open");
    vi.advanceTimersByTime(1_001);
    expect(state()).toBe("waiting");
  });

  it.each(["CLIENT_TOO_OLD", "SERVER_TOO_OLD", "NOT_ALLOWED", "BAD_MESSAGE", "DELETED"] as const)(
    "stays closed after %s",
    (code) => {
      const { socket, connections } = page();
      socket.start();
      newest().drop(CLOSE_CODES[code]);
      vi.advanceTimersByTime(60_000);
      expect(connections.at(-1)).toEqual({ state: "closed", code: CLOSE_CODES[code], reason: "dropped" });
      expect(DropsMidStream.made).toHaveLength(1);
    },
  );

  it("sends no half characters, which no server can read", () => {
    const { socket } = page();
    socket.start();
    newest().open();
    socket.send({ type: "prompt", text: "a \ud83c b 🎉", model: null, attachments: [] });
    expect(newest().sent.at(-1)).toMatchObject({ text: "a \ufffd b 🎉" });
  });

  it("sends nothing while it is not open", () => {
    const { socket } = page();
    socket.start();
    expect(socket.send({ type: "cancel" })).toBe(false);
    newest().open();
    expect(socket.send({ type: "cancel" })).toBe(true);
    newest().drop();
    expect(socket.send({ type: "cancel" })).toBe(false);
  });

  it("gets every event once over a real socket that is cut at every third", async () => {
    vi.useRealTimers();
    const server = new WebSocketServer({ port: 0 });
    server.on("connection", (peer) =>
      peer.once("message", (data) => {
        const { last_seq } = JSON.parse(String(data)) as { last_seq: number };
        peer.send(JSON.stringify(WELCOME));
        for (let seq = Math.max(1, last_seq); seq <= last_seq + 3; seq++) {
          peer.send(JSON.stringify(delta(seq)));
        }
        if (last_seq < 6) peer.terminate();
      }),
    );
    const seqs: number[] = [];
    const { port } = server.address() as { port: number };
    await new Promise<void>((done) => {
      const socket = new SessionSocket({
        url: `ws://127.0.0.1:${port}`,
        session_id: "s",
        lastSeq: () => seqs.at(-1) ?? 0,
        receive: (message) => {
          if ("seq" in message) seqs.push(message.seq);
          if (seqs.length < 9) return;
          setTimeout(() => {
            socket.stop();
            done();
          });
        },
        changed: () => {},
        make: (url) => new NodeWebSocket(url) as unknown as WebSocket,
        random: () => 0,
      });
      socket.start();
    });
    server.close();
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe("the pure parts", () => {
  it("waits 0.25 s to 8 s, half of it by chance", () => {
    expect([0, 1, 5, 30].map((attempt) => wait_ms(attempt, 0))).toEqual([125, 250, 4_000, 4_000]);
    expect(wait_ms(30, 0.999)).toBeLessThanOrEqual(8_000);
  });

  it("places events", () => {
    expect([4, 5, 6, 7].map((seq) => placeOf(seq, 5))).toEqual(["known", "known", "next", "gap"]);
  });
});
