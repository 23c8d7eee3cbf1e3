// Owns the stand-ins for connections that stay open and for workers: made without a throw, they fail or keep silent as the real
// ones do where nobody answers.

import { define } from "./define";
import type { Outside } from "./outside";

type Handler = ((event: Event) => void) | null;

/** An EventTarget whose `on…` properties are heard too. */
abstract class Channel extends EventTarget {
  [name: string]: unknown;
  protected tell(event: Event): void {
    this.dispatchEvent(event);
    (this[`on${event.type}`] as Handler | undefined)?.(event);
  }
}

export function installChannels(outside: Outside): void {
  const { realm } = outside;
  const soon = (act: () => void) => realm.setTimeout(act, 100);

  class WebSocket extends Channel {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState = 0;
    bufferedAmount = 0;
    readonly url: string;
    constructor(address: unknown) {
      super();
      this.url = String(address);
      outside.used("network", this.url);
      soon(() => {
        this.readyState = 3;
        this.tell(new Event("error"));
        this.tell(new CloseEvent("close", { code: 1006, reason: "There is no network in the preview." }));
      });
    }
    send(): void {}
    close(): void {}
  }

  class EventSource extends Channel {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    readyState = 0;
    readonly url: string;
    constructor(address: unknown) {
      super();
      this.url = String(address);
      outside.used("network", this.url);
      soon(() => {
        this.readyState = 2;
        this.tell(new Event("error"));
      });
    }
    close(): void {}
  }

  class Worker extends Channel {
    constructor(address: unknown) {
      super();
      outside.used("worker", String(address));
      soon(() => this.tell(new ErrorEvent("error", { message: "There are no workers in the preview." })));
    }
    postMessage(): void {}
    terminate(): void {}
  }

  class BroadcastChannel extends Channel {
    constructor(readonly name: string) {
      super();
    }
    postMessage(): void {}
    close(): void {}
  }

  for (const [name, made] of Object.entries({ WebSocket, EventSource, Worker, BroadcastChannel }))
    define(realm, name, made);
}
