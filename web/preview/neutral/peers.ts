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

/** Advertising: a policy of all off does not keep every browser from joining a group. */
const GONE_OF_NAVIGATOR = [
  "joinAdInterestGroup",
  "leaveAdInterestGroup",
  "runAdAuction",
  "getInterestGroupAdAuctionData",
];

export function removePeers(realm: Realm): void {
  for (const name of GONE_OF_NAVIGATOR) define(realm.Navigator.prototype, name, undefined);
  for (const name of GONE) define(realm, name, undefined);
}
