// Owns what a request gets in the preview, where there is no network: a sample answer that the component declares, one of its own
// files, or status 503 with a plain sentence. Until the program is complete a request waits, for its samples come last.
//
// The convention: `export const samples = { "GET /api/users": [...] }` in any file. A key is a path, with or without a method;
// a segment like `:id` fits any; the value is JSON, a Response, or a function ({ method, url, params, body }) => value.

import { define } from "./define";
import type { Files } from "./files";
import type { Outside } from "./outside";
import { placeOf } from "./place";

export interface Asked {
  method: string;
  url: URL;
  body: unknown;
}

export type Samples = Readonly<Record<string, unknown>>;

const ANSWER_MS = 120;
const METHODS = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+/i;

/** What reading the answer of nobody rejects with; report.ts takes it for no fault of the component. */
export class NoNetwork extends Error {
  override readonly name = "NoNetwork";
}

export class Network {
  private samples: Samples = {};
  private texts: Readonly<Record<string, string>> = {};
  private settled = false;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly outside: Outside,
    private readonly files: Files,
  ) {}

  /** A version of the program runs: these are its samples and files. `final`: there will be no more of them. */
  program(samples: Samples, texts: Readonly<Record<string, string>>, final: boolean): void {
    this.samples = samples;
    this.texts = texts;
    this.settled = final;
    const waiting = this.waiting;
    this.waiting = [];
    for (const again of waiting) again();
  }

  async answer(method: string, address: string, body: unknown): Promise<Response> {
    const held = this.files.at(address);
    if (held) return new Response(await held.arrayBuffer(), { headers: { "content-type": held.type } });
    const url = placeOf(this.outside.realm).resolve(address);
    if (!url) throw new TypeError(`Failed to parse URL from ${address}`);
    const asked = { method: method.toUpperCase(), url, body };
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    for (;;) {
      const found = sampleOf(this.samples, asked);
      if (found) return respond(await found());
      if (this.settled) break;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    const path = url.pathname.slice(1);
    const text = this.texts[path] ?? this.texts[`public/${path}`];
    if (text !== undefined && asked.method === "GET") return new Response(text);
    this.outside.used("network", `${asked.method} ${address}`);
    return nobody(asked);
  }
}

/** How to get the sample that fits; null if none does. */
function sampleOf(samples: Samples, { method, url, body }: Asked): (() => unknown) | null {
  const byMethod = Object.entries(samples).sort(
    ([a], [b]) => Number(METHODS.test(b)) - Number(METHODS.test(a)),
  );
  for (const [key, value] of byMethod) {
    const wanted = METHODS.exec(key)?.[1];
    if (wanted && wanted.toUpperCase() !== method) continue;
    const params = fits(key.replace(METHODS, "").trim(), url);
    if (!params) continue;
    return () => (typeof value === "function" ? value({ method, url: url.href, params, body }) : value);
  }
  return null;
}

/** The `:name` segments of the path if the pattern fits the address. */
function fits(pattern: string, url: URL): Record<string, string> | null {
  const [path = "", search] = pattern.replace(/^https?:\/\/[^/]*/, "").split("?");
  if (/^https?:/.test(pattern) && new URL(pattern).host !== url.host) return null;
  if (search !== undefined && `?${search}` !== url.search) return null;
  const [wanted, given] = [path, url.pathname].map((each) => each.replace(/^\/|\/$/g, "").split("/"));
  if (!wanted || wanted.length !== given?.length) return null;
  const params: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const part = decodeURIComponent(given[at] as string);
    if (segment.startsWith(":")) params[segment.slice(1)] = part;
    else if (segment !== part) return null;
  }
  return params;
}

function respond(value: unknown): Response {
  if (value instanceof Response) return value.clone();
  if (value === undefined || value === null) return new Response(null, { status: 204 });
  if (typeof value === "string") return new Response(value, { headers: { "content-type": "text/plain" } });
  return new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
}

/** Its text says what is the matter; as JSON it is not readable, so that no message is taken for data. */
function nobody({ method, url }: Asked): Response {
  const text = `There is no network in the preview: ${method} ${url.pathname} was not sent.`;
  const response = new Response(text, { status: 503, statusText: "No network in the preview" });
  define(response, "json", async () => {
    throw new NoNetwork(text);
  });
  define(response, "url", url.href);
  return response;
}

export function installFetch(outside: Outside, network: Network): void {
  define(
    outside.realm,
    "fetch",
    async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
      const asked = input instanceof Request ? input : null;
      const signal = init.signal ?? asked?.signal;
      signal?.throwIfAborted();
      const body = init.body ?? (asked?.body ? await asked.text() : undefined);
      const answer = network.answer(
        init.method ?? asked?.method ?? "GET",
        asked?.url ?? String(input),
        read(body),
      );
      if (!signal) return answer;
      const aborted = new Promise<never>((_done, fail) =>
        signal.addEventListener("abort", () => fail(signal.reason), { once: true }),
      );
      return Promise.race([answer, aborted]);
    },
  );
}

/** A body of JSON as its value, for the functions among the samples. */
export function read(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
