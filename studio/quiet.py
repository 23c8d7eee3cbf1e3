"""Whether what was just written can matter to any rule: most of a component cannot, and needs no scan.

A quick look at the new text alone, without a tree: words that a rule looks for, computed keys, spelled-out
strings, addresses, and names that lines with such words gave something to. Errs towards a scan; what it lets
pass is scanned with the next flush that is not quiet, after SCAN_CHARS at the latest, and at the file's end.
Called by actors/turn_tasks.py before it asks a scanner.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SCAN_CHARS = 3000
_WORDS = """
BroadcastChannel DOMParser EventSource Function RTCDataChannel RTCPeerConnection Reflect ShadowRealm
SharedWorker WebAssembly WebSocket WebSocketStream WebTransport Worker XMLHttpRequest XSLTProcessor
__defineGetter__ __defineSetter__ __html __lookupGetter__ __lookupSetter__ __proto__ _load addModule
audioWorklet binding caches callee caller cloneElement constructor contentDocument contentWindow cookie
cookieStore createContextualFragment createElement createElementNS createFactory createHTMLDocument d3
dangerouslySetInnerHTML defaultView dlopen document ejs embed eval execScript fencedframe fetch
fetchLater frames frameset fromCharCode fromCodePoint getDirectory getOwnPropertyDescriptor
getOwnPropertyDescriptors getPrototypeOf global globalThis handlebars iframe import importScripts
indexedDB innerHTML insertAdjacentHTML localStorage lodash mainModule mustache outerHTML ownerDocument
paintWorklet parseFromString parseHTMLUnsafe postMessage prepareStackTrace process prototype pug ramda
readText requestIdleCallback require self sendBeacon serviceWorker sessionStorage setAttribute
setAttributeNS setHTML setHTMLUnsafe setImmediate setInterval setPrototypeOf setTimeout srcDoc srcdoc
three underscore webkitRTCPeerConnection webview window
"""
WORDS = frozenset(_WORDS.split())
"""Every word by itself enough for a scan: at least the WORDS of all rules in guards/."""
_LOOKBACK = 80

_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_SIGNS = re.compile(
    r"""[\w$)\]"'`}](?:\?\.)?\[(?!\d+\]|\])  # a computed key
    |\?\.\[|\[\s*["'][^"'\]]*["']\s*\+|["']\s*\+\s*["']    # spelled out, piece by piece
    |\\[ux0-7\n]|&\#|&(?:colon|Tab|NewLine);|<!--|-->|@jsx # escapes, pragmas
    |(?i:(?:java|vb)script)|script\s*:|data:|https?:|url\(|@import                # addresses
    |\son[a-z]+=["'{]                                      # handlers written as text
    |\b(?:top|parent|opener|frameElement)\s*[!?.\[]         # another window
    |__react|_INTERNALS                                    # React's own
    |\b(?:return|=)\s+this\b|\bwith\s*\(                    # this, with
    |["'`<.](?:script|object|frame|base|portal|link|meta)\b # elements, and names of them
    """,
    re.VERBOSE,
)
_LOADED = re.compile(r"\s*import\b(?!.*(?:lodash|underscore|handlebars|ejs|pug|mustache|ramda|d3|Loader))")
_GIVEN = re.compile(  # from a word's beginning: a word of a whole file's length is looked through once
    r"(?<![\w$])(?:(?![A-Za-z_$])\w)*+([A-Za-z_$][\w$]*+)\s*+(?::[^=;]{1,60})?(?<![=!<>])=(?![=>{\"'])"
)
_IMPORTED = re.compile(
    r"\bimport\b\s*(?:\*\s*as\s+)?([A-Za-z_$][\w$]*)?\s*,?\s*(?:\{([^{}]*)\}|\*\s*as\s+([A-Za-z_$][\w$]*))?"
)
_PATTERN = re.compile(r"\{([^{}]*)\}\s*(?:=(?!=)|from\b)")


@dataclass(frozen=True, slots=True)
class Lookout:
    """What is known of a file whose first `chars` characters were scanned: the names to look out for."""

    chars: int = 0
    names: frozenset[str] = frozenset()


def is_quiet(before: str, text: str, lookout: Lookout) -> bool:
    """Whether `text`, which was `before` at the last look, needs no scan."""
    if not text.startswith(before) or len(text) - lookout.chars > SCAN_CHARS:
        return False
    fresh = text[_start(before) :]
    found = set(_WORD.findall(fresh))
    return found.isdisjoint(WORDS) and found.isdisjoint(lookout.names) and not _SIGNS.search(fresh)


def after_scan(text: str, lookout: Lookout) -> Lookout:
    """Of `text`: names given something on lines that a rule may mind are looked out for from now on."""
    names = set(lookout.names)
    for line in text[_start(text[: lookout.chars]) :].splitlines():
        found = set(_WORD.findall(line))
        if _LOADED.match(line):
            continue
        if _SIGNS.search(line) or not found.isdisjoint(WORDS) or not found.isdisjoint(names):
            names.update(_names(_GIVEN.findall(line)))
            for parts in _IMPORTED.findall(line):  # from a package that a rule minds: whatever its name
                names.update({*_WORD.findall(" ".join(parts))} - {"as"})
            for pattern in _PATTERN.findall(line):
                names.update(_names(_WORD.findall(pattern)))
    return Lookout(len(text), frozenset(names))


def _start(before: str) -> int:
    """Back to the start of the line: what was half a word may be a whole one now."""
    return max(before.rfind("\n") + 1, len(before) - _LOOKBACK)


def _names(found: Iterable[str]) -> set[str]:
    return {name for name in found if len(name) > 1 or name in "wdfegkt"}
