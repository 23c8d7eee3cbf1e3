// Owns what a picture that the program loads by itself gets for an address outside: a neutral drawing, so that what waits for it
// (a game's sprites, a texture) goes on. Those in markup are hosts.ts's.

import { pictureOf } from "../shims/picture";
import { defineGetter } from "./define";
import type { Outside } from "./outside";

export function installPictures({ realm }: Outside): void {
  const { prototype } = realm.HTMLImageElement;
  const { get, set } = Object.getOwnPropertyDescriptor(prototype, "src") ?? {};
  if (!get || !set) return;
  defineGetter(prototype, "src", get, function (this: HTMLImageElement, address: unknown) {
    const asked = { width: this.getAttribute("width"), height: this.getAttribute("height") };
    set.call(this, pictureOf(address, asked) ?? "");
  });
}
