// Owns the stand-in for XMLHttpRequest: the same answers as fetch, told by the old events.

import { define } from "./define";
import { type Network, read } from "./network";
import type { Outside } from "./outside";

type Handler = ((event: Event) => void) | null;
const EVENTS = ["readystatechange", "loadstart", "progress", "load", "error", "abort", "timeout", "loadend"];

export function installXhr(outside: Outside, network: Network): void {
  class XMLHttpRequest extends EventTarget {
    static readonly UNSENT = 0;
    static readonly OPENED = 1;
    static readonly HEADERS_RECEIVED = 2;
    static readonly LOADING = 3;
    static readonly DONE = 4;
    readonly DONE = 4;
    readonly upload = new EventTarget();
    readyState = 0;
    status = 0;
    statusText = "";
    response: unknown = "";
    responseText = "";
    responseType = "";
    responseURL = "";
    responseXML = null;
    timeout = 0;
    withCredentials = false;
    private method = "GET";
    private url = "";
    private headers = new Headers();
    private run = 0;

    constructor() {
      super();
      for (const name of EVENTS)
        this.addEventListener(name, (event) =>
          (this as unknown as Record<string, Handler>)[`on${name}`]?.(event),
        );
    }

    open(method: string, url: string | URL): void {
      [this.method, this.url] = [method, String(url)];
      this.enter(1);
    }

    setRequestHeader(): void {}
    overrideMimeType(): void {}
    getResponseHeader = (name: string): string | null => this.headers.get(name);
    getAllResponseHeaders = (): string =>
      [...this.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");

    send(body?: unknown): void {
      const run = ++this.run;
      void this.fill(run, body).catch(() => run === this.run && this.end("error"));
    }

    abort(): void {
      this.run++;
      if (this.readyState > 0 && this.readyState < 4) this.end("abort");
    }

    private async fill(run: number, body: unknown): Promise<void> {
      const answer = await network.answer(this.method, this.url, read(body));
      const held = await answer.blob();
      const text = await held.text();
      if (run !== this.run) return;
      [this.status, this.statusText, this.headers] = [answer.status, answer.statusText, answer.headers];
      [this.responseURL, this.responseText] = [answer.url, text];
      if (this.responseType === "json") this.response = answer.ok ? read(text) : null;
      else if (this.responseType === "blob") this.response = held;
      else this.response = this.responseType === "arraybuffer" ? await held.arrayBuffer() : text;
      this.end("load");
    }

    private end(name: string): void {
      this.enter(4);
      this.dispatchEvent(new ProgressEvent(name));
      this.dispatchEvent(new ProgressEvent("loadend"));
    }

    private enter(state: number): void {
      this.readyState = state;
      this.dispatchEvent(new Event("readystatechange"));
    }
  }
  define(outside.realm, "XMLHttpRequest", XMLHttpRequest);
}
