"""All rows, by how they are tried: table.py, newest.py, later.py and flood.py joined."""

from tests.attacks import flood, later, newest, table

STILL = table.STILL | newest.STILL | later.STILL
"""Many at once in one load of the frame: none of them takes the frame away."""

BY_CODE_ALONE = {"battery"}
"""What no header shuts: not tried where the originals are kept."""

LEAVING = table.LEAVING | newest.LEAVING | later.LEAVING
"""Each alone: it takes the frame away, or breaks it, if it works."""

CLICKS = table.CLICKS | newest.CLICKS
"""JSX that a person clicks with a real mouse."""

FLOODS = flood.FLOODS | later.FLOODS
"""Each takes what it can, for some seconds."""

FOCUS = flood.FOCUS | later.FOCUS
"""Each grasps for the focus every 20 ms while a person types."""

COUNTED = frozenset((
    "a-ping", "animate-image", "audio", "audio-worklet", "audio-worklet-blob", "background-attribute",
    "base-href", "body-background", "cache-add", "canvas-image", "child-beacon", "child-event-source",
    "child-image", "child-location", "child-navigation", "child-open", "child-websocket", "child-worker",
    "child-xhr", "constructor-chain", "created-document", "css-adopted", "css-animation", "css-attribute",
    "css-border-image", "css-clip-path", "css-content", "css-cursor", "css-filter", "css-font-face",
    "css-import", "css-import-layer", "css-list-image", "css-marker", "css-mask", "css-paint-worklet",
    "css-registered", "css-scope-import", "css-selector-leak", "css-shape-outside", "css-svg-paint",
    "css-typed", "css-variable", "css-view-transition", "embed", "embed-svg-data", "event-source",
    "federated-login", "fetch", "fetch-attribution", "fetch-keepalive", "fetch-later",
    "fetch-local-network", "fetch-shared-storage", "fetch-stand-in", "font-api", "form-action-button",
    "form-get-frame", "form-post-frame", "html-parser-document", "iframe", "iframe-blank-realm",
    "iframe-blob", "iframe-credentialless", "iframe-data", "iframe-javascript", "iframe-srcdoc-base",
    "iframe-srcdoc-handler", "iframe-srcdoc-img", "iframe-srcdoc-import-map", "iframe-srcdoc-nested",
    "iframe-srcdoc-refresh", "iframe-srcdoc-script", "iframe-srcdoc-style", "iframe-unsandboxed",
    "image-input", "image-old-tag", "img", "img-decode", "img-lazy-eager", "img-markup", "img-srcset",
    "import", "import-blob", "import-css", "import-data", "import-json", "import-map",
    "import-scripts-worker", "inline-handler", "link-dictionary", "link-icon", "link-modulepreload",
    "link-prefetch", "link-prefetch-document", "link-preload", "link-preload-fetch", "link-preload-font",
    "link-preload-srcset", "link-preload-style", "link-stylesheet", "meta-dns-prefetch", "new-function",
    "object", "object-html", "payment", "picture-source", "script", "script-blob", "script-data",
    "script-inline", "script-module", "script-nonce-guess", "send-beacon", "service-worker",
    "shared-worker", "shared-worker-blob", "speculation-document", "speculation-prefetch",
    "speculation-prerender", "string-timer", "svg-animate-href", "svg-feimage", "svg-foreign-object",
    "svg-image", "svg-image-xlink", "svg-script", "svg-style", "svg-use", "template-clone", "top-location",
    "track", "video", "video-poster", "video-source", "wasm-import", "web-bundle", "websocket",
    "websocket-stream", "worker", "worker-blob", "worker-data", "xhr", "xslt",
    "audio-element-api", "child-base", "child-document-open", "child-form", "child-link-click",
    "child-meta-refresh", "child-shared-worker", "css-font-palette", "css-insert-rule", "css-layer-import",
    "css-placeholder", "css-scrollbar", "document-write-late", "image-decoder", "import-map-integrity",
    "link-alternate", "link-media-flip", "media-source", "object-param", "offscreen-font",
    "shared-worker-extended", "svg-mask", "web-socket-error-oracle", "worker-type-module", "xml-frame",
))  # fmt: skip
"""Of those that stay, the ones that reach the counting server from a page without any protection. The others
look for what they may obtain (a leak), or use what Chromium does not have here: they hold the day it does."""

__all__ = ["CLICKS", "COUNTED", "FLOODS", "FOCUS", "LEAVING", "STILL"]
