// Owns what a blob: or data: address holds. There is no network to ask, so blobs are remembered by their address while it lives.

import { define } from "./define";
import type { Realm } from "./outside";

const MAX_BLOBS = 200;

export class Files {
  private readonly blobs = new Map<string, Blob>();

  constructor(realm: Realm) {
    const { createObjectURL, revokeObjectURL } = realm.URL;
    if (!createObjectURL) return;
    define(realm.URL, "createObjectURL", (held: Blob | MediaSource) => {
      const url = createObjectURL.call(realm.URL, held);
      if (held instanceof Blob) this.blobs.set(url, held);
      for (const oldest of this.blobs.keys()) {
        if (this.blobs.size <= MAX_BLOBS) break;
        this.blobs.delete(oldest);
      }
      return url;
    });
    define(realm.URL, "revokeObjectURL", (url: string) => {
      this.blobs.delete(String(url));
      revokeObjectURL.call(realm.URL, url);
    });
  }

  /** Null if the address names nothing that is here. */
  at(url: string): Blob | null {
    return url.startsWith("data:") ? decoded(url) : (this.blobs.get(url) ?? null);
  }
}

function decoded(url: string): Blob | null {
  const comma = url.indexOf(",");
  if (comma < 0) return null;
  const head = url.slice("data:".length, comma);
  const type = head.replace(/;base64$/i, "") || "text/plain";
  try {
    const body = decodeURIComponent(url.slice(comma + 1));
    if (!/;base64$/i.test(head)) return new Blob([body], { type });
    return new Blob([Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))], { type });
  } catch {
    return null;
  }
}
