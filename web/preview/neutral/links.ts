// Owns what following a link means in the preview: a jump within the page, a download or an address that the page opens after its
// user agreed. Also window.open, and the links that scripts make only to click them. A frame never navigates.

import { MAX_DOWNLOAD_BYTES } from "../../src/said";
import { define } from "./define";
import type { Files } from "./files";
import { instead } from "./instead";
import type { Outside } from "./outside";
import { placeOf } from "./place";

type Link = HTMLAnchorElement | HTMLAreaElement;

export function installLinks(outside: Outside, files: Files): void {
  const { realm } = outside;
  const place = placeOf(realm);
  const isLink = (node: unknown): node is Link =>
    node instanceof realm.Element && node.matches("a[href], area[href], a[*|href]");

  const follow = (link: Link) => {
    const href = link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "";
    const held = files.at(href);
    if (held || link.hasAttribute("download")) void save(held, link.getAttribute("download") || "download");
    else if (!/^\s*javascript:/i.test(href)) place.go(href);
  };

  const save = async (held: Blob | null, name: string) => {
    outside.used("download", name);
    if (!held || held.size > MAX_DOWNLOAD_BYTES || !outside.activated) return;
    outside.say({ type: "download", name, mime: held.type, bytes: await held.arrayBuffer() });
  };

  for (const kind of ["click", "auxclick"]) {
    realm.addEventListener(
      kind,
      (event) => {
        const link = event.composedPath().find(isLink);
        if (link) instead(event, () => kind === "click" && follow(link));
      },
      true,
    );
  }

  // A link that is in no document is clicked by scripts alone, and the window never hears of it.
  const { dispatchEvent } = realm.EventTarget.prototype;
  const { click } = realm.HTMLElement.prototype;
  const calls = {
    dispatchEvent(this: EventTarget, event: Event) {
      if (event.type === "click" && isLink(this) && !this.isConnected) instead(event, () => follow(this));
      return dispatchEvent.call(this, event);
    },
    click(this: HTMLElement) {
      if (isLink(this) && !this.isConnected)
        this.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
      else click.call(this);
    },
  };
  define(realm.EventTarget.prototype, "dispatchEvent", calls.dispatchEvent);
  define(realm.HTMLElement.prototype, "click", calls.click);

  define(realm, "open", (address: unknown = "") => {
    const held = files.at(String(address));
    const to = held ? null : place.resolve(address);
    outside.used("window", to?.href ?? String(address));
    if (to && outside.activated && /^(?:https?|mailto|tel):$/.test(to.protocol))
      outside.say({ type: "open", url: to.href });
    return nobody();
  });
}

const nothing = () => undefined;

/** A window that does nothing, for code that goes on to write into it, focus or close it. */
function nobody(): object {
  const document = { write: nothing, writeln: nothing, open: nothing, close: nothing, body: null, title: "" };
  const calls = { focus: nothing, blur: nothing, close: nothing, print: nothing, postMessage: nothing };
  return {
    closed: false,
    opener: null,
    document,
    location: { href: "" },
    ...calls,
    addEventListener: nothing,
  };
}
