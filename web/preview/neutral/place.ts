// Owns where the page believes to be: location and history in memory, an address that can be read and not left. `location` of a
// real window cannot be replaced, so generated code gets this one from its scope; `history` is replaced on the window itself.

import { define } from "./define";
import type { Outside, Realm } from "./outside";

const HOME = "https://preview.example/";
const MAX_ENTRIES = 100;

interface Entry {
  state: unknown;
  url: URL;
}

const places = new WeakMap<object, Place>();

/** The window's place; one in memory alone where nothing is installed. */
export function placeOf(realm: Realm): Place {
  const known = places.get(realm);
  if (known) return known;
  const made = new Place(realm, null);
  places.set(realm, made);
  return made;
}

export function installPlace(outside: Outside): void {
  const place = new Place(outside.realm, outside);
  places.set(outside.realm, place);
  define(outside.realm, "history", place.history);
}

export class Place {
  readonly location: Record<string, unknown>;
  readonly history: Record<string, unknown>;
  private entries: Entry[] = [{ state: null, url: new URL(HOME) }];
  private at = 0;

  constructor(
    private readonly realm: Realm,
    private readonly outside: Outside | null,
  ) {
    this.location = this.makeLocation();
    this.history = this.makeHistory();
  }

  get url(): URL {
    return (this.entries[this.at] as Entry).url;
  }

  /** What an assignment to location means here: a jump within the page, or a wish to leave it. */
  go(address: unknown): void {
    const to = this.resolve(address);
    if (to === null || to.href === this.url.href) return;
    if (to.origin !== HOME.slice(0, -1) || !sameButHash(to, this.url)) {
      this.leave(to);
      return;
    }
    const from = this.url.href;
    this.push({ state: null, url: to });
    const { realm } = this;
    const target = realm.document.getElementById(decodeURIComponent(to.hash.slice(1)));
    if (target) target.scrollIntoView();
    else if (to.hash === "" || to.hash === "#top") realm.scrollTo?.({ top: 0 });
    realm.dispatchEvent(new HashChangeEvent("hashchange", { oldURL: from, newURL: to.href }));
  }

  /** Another site is opened beside the page, if its user agrees; another page of this site does not exist. */
  leave(to: URL): void {
    const { outside } = this;
    const own = to.origin === HOME.slice(0, -1);
    outside?.used("navigation", own ? to.pathname + to.search : to.href);
    if (!own && outside?.activated && /^(?:https?|mailto|tel):$/.test(to.protocol))
      outside.say({ type: "open", url: to.href });
  }

  resolve(address: unknown): URL | null {
    const text = String(address);
    return URL.canParse(text, this.url.href) ? new URL(text, this.url.href) : null;
  }

  private push(entry: Entry): void {
    this.entries = [...this.entries.slice(0, this.at + 1), entry].slice(-MAX_ENTRIES);
    this.at = this.entries.length - 1;
  }

  private makeLocation(): Record<string, unknown> {
    const location: Record<string, unknown> = {};
    const parts = ["href", "protocol", "host", "hostname", "port", "pathname", "search", "hash"] as const;
    for (const part of parts) {
      Object.defineProperty(location, part, {
        enumerable: true,
        get: () => this.url[part],
        set: (value) => {
          if (part === "href") return this.go(value);
          const to = new URL(this.url.href);
          to[part] = String(value);
          this.go(to.href);
        },
      });
    }
    Object.defineProperty(location, "origin", { enumerable: true, get: () => this.url.origin });
    define(location, "assign", (address: unknown) => this.go(address));
    define(location, "replace", (address: unknown) => this.go(address));
    define(location, "reload", () => this.outside?.used("navigation", "reload"));
    define(location, "toString", () => this.url.href);
    return location;
  }

  private makeHistory(): Record<string, unknown> {
    const enter = (state: unknown, address: unknown, put: (entry: Entry) => void) => {
      const url = address == null ? this.url : this.resolve(address);
      if (url?.origin !== this.url.origin)
        throw new DOMException(`The page cannot take the address ${String(address)}.`, "SecurityError");
      put({ state: structuredClone(state), url });
    };
    const travel = (by = 0) => {
      const to = this.at + Number(by);
      if (to === this.at || !this.entries[to]) return;
      setTimeout(() => {
        this.at = to;
        this.realm.dispatchEvent(new PopStateEvent("popstate", { state: this.entries[to]?.state }));
      });
    };
    const history: Record<string, unknown> = { scrollRestoration: "auto" };
    Object.defineProperty(history, "length", { enumerable: true, get: () => this.entries.length });
    Object.defineProperty(history, "state", { enumerable: true, get: () => this.entries[this.at]?.state });
    define(history, "pushState", (state: unknown, _title: unknown, address: unknown) =>
      enter(state, address, (entry) => this.push(entry)),
    );
    define(history, "replaceState", (state: unknown, _title: unknown, address: unknown) =>
      enter(state, address, (entry) => {
        this.entries[this.at] = entry;
      }),
    );
    define(history, "go", travel);
    define(history, "back", () => travel(-1));
    define(history, "forward", () => travel(1));
    return history;
  }
}

const sameButHash = (a: URL, b: URL): boolean => a.href.split("#", 1)[0] === b.href.split("#", 1)[0];
