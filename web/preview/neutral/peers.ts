// Owns what no header shuts in every browser: connections from peer to peer, and what else opens a way out by itself.

import { define } from "./define";
import type { Realm } from "./outside";

const GONE = [
  "RTCPeerConnection",
  "webkitRTCPeerConnection",
  "RTCDataChannel",
  "RTCSessionDescription",
  "RTCIceCandidate",
  "RTCIceTransport",
  "WebTransport",
  "WebSocketStream",
  "fetchLater",
  "SharedWorker",
  "PresentationRequest",
  "documentPictureInPicture",
];

export function removePeers(realm: Realm): void {
  for (const name of GONE) define(realm, name, undefined);
}
