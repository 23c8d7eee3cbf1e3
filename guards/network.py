"""Requests: fetch and its kin get a stand-in; connections that CSP cannot stop are blocked."""

from guards.tree import Source, found
from studio.protocol import Finding

_REQUESTS = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource")
_PEERS = ("RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport")


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
    nodes += [a.node for a in source.accesses(*_REQUESTS) if source.is_window(a.base)]
    nodes += [a.node for a in source.accesses("sendBeacon")]
    peers = list(source.free_names(*_PEERS))
    peers += [a.node for a in source.accesses(*_PEERS) if source.is_window(a.base)]
    return [request(node) for node in nodes] + [peer(node) for node in peers]
