"""Requests: fetch and its kin get a stand-in; connections that CSP cannot stop are blocked."""

from guards.tree import Source, found
from studio.protocol import Finding

_REQUESTS = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "fetchLater", "WebSocketStream")
_PEERS = ("RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport")
WORDS = (*_REQUESTS, *_PEERS, "sendBeacon")


def rule(source: Source) -> list[Finding]:
    request = found(
        source,
        "network",
        "neutralise",
        "The preview has no network: this request gets an empty answer.",
        "Use sample data in the component.",
    )
    peer = found(source, "network", "block", "This connects to another computer.", "Use sample data instead.")
    nodes = list(source.free_names(*_REQUESTS))
    nodes += [access.node for access in source.accesses(*_REQUESTS) if access.of_window]
    nodes += [access.node for access in source.accesses("sendBeacon")]
    peers = list(source.free_names(*_PEERS))
    peers += [access.node for access in source.accesses(*_PEERS) if access.of_window]
    return [request(node) for node in nodes] + [peer(node) for node in peers]
