// Owns what happens before anything else in the frame: connections between peers go, focus cannot be stolen from the page around,
// every API that reaches out of the document gets its stand-in (one file each in neutral/), and the heartbeat answers.

import type { FromFrame, Kept, ToFrame } from "../src/said";
import { submitForms } from "./forms";
import { installChannels } from "./neutral/channels";
import { installClipboard } from "./neutral/clipboard";
import { installCookies } from "./neutral/cookies";
import { installDevices } from "./neutral/devices";
import { installDialogs } from "./neutral/dialogs";
import { Files } from "./neutral/files";
import { guardFocus } from "./neutral/focus";
import { installLinks } from "./neutral/links";
import { installMedia } from "./neutral/media";
import { installFetch, Network } from "./neutral/network";
import { Outside, type Realm } from "./neutral/outside";
import { removePeers } from "./neutral/peers";
import { installPictures } from "./neutral/pictures";
import { installPlace } from "./neutral/place";
import { installStorage } from "./neutral/storage";
import { installXhr } from "./neutral/xhr";

export interface Boot {
  outside: Outside;
  network: Network;
  restore(kept: Kept): void;
}

export function guard(realm: Realm, say: (message: FromFrame) => void): Boot {
  removePeers(realm);
  guardFocus(realm);
  const outside = new Outside(realm, say);
  const files = new Files(realm);
  const network = new Network(outside, files);
  installPlace(outside);
  installLinks(outside, files);
  installFetch(outside, network);
  installXhr(outside, network);
  installChannels(outside);
  const restore = installStorage(outside);
  installCookies(outside);
  installDialogs(outside);
  installClipboard(outside);
  installDevices(outside);
  installPictures(outside);
  installMedia(outside);
  submitForms(realm);
  return { outside, network, restore };
}

function boot(): Boot | null {
  if (typeof window === "undefined" || window.parent === window) return null;
  const { parent } = window;
  const post = parent.postMessage.bind(parent);
  const say = (message: FromFrame) => post(message, "*");
  const booted = guard(window, say);
  window.addEventListener("message", (event) => {
    if (event.source !== parent || !event.isTrusted) return;
    const message = event.data as ToFrame;
    if (message.type === "ping") say({ type: "pong", id: message.id });
    if (message.type === "begin") booted.restore(message.kept);
  });
  return booted;
}

/** Null where there is no page around: in tests, and in a frame that was opened by itself. */
export const booted = boot();
