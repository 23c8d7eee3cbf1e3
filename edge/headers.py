"""Response headers of the two kinds of document, the page and the preview frame that runs hostile code, and
of their files. docs/security.md says what they hold against.
"""

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

_FEATURES = (
    "accelerometer", "aria-notify", "attribution-reporting", "autoplay", "bluetooth", "browsing-topics",
    "camera", "ch-save-data", "ch-ua", "ch-ua-high-entropy-values", "ch-ua-mobile", "ch-ua-platform",
    "clipboard-read", "clipboard-write", "compute-pressure", "deferred-fetch", "deferred-fetch-minimal",
    "display-capture", "encrypted-media", "focus-without-user-activation", "fullscreen", "gamepad",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "interest-cohort",
    "join-ad-interest-group", "keyboard-map", "local-fonts", "magnetometer",
    "media-playback-while-not-visible", "microphone", "midi", "otp-credentials", "payment",
    "picture-in-picture", "private-state-token-issuance", "private-state-token-redemption",
    "publickey-credentials-create", "publickey-credentials-get", "run-ad-auction", "screen-wake-lock",
    "serial", "shared-storage", "storage-access", "sync-xhr", "unload", "usb", "window-management",
    "xr-spatial-tracking",
)  # fmt: skip
"""Every feature that Chromium knows by a policy; the attack `policy` finds those that newer ones add."""


def page_headers(preview_origin: str) -> dict[str, str]:
    """The page of one session: it may frame that session's preview and nothing else."""
    return COMMON | {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'self'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "connect-src 'self'",
                f"frame-src {preview_origin}",
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "form-action 'none'",
                "object-src 'none'",
            )
        ),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def frame_headers(preview_origin: str, page_origin: str) -> dict[str, str]:
    """The preview document: no network but its own assets, no storage, no features, an opaque origin.

    `'unsafe-eval'` is what compiles the component; it is why everything else is shut. CSP's `webrtc 'block'`
    is left out: no browser implements it; Connection-Allowlist and the removal of RTCPeerConnection stand in.
    """
    return COMMON | {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'none'",
                f"script-src {preview_origin}/frame/ 'unsafe-eval'",
                "style-src 'unsafe-inline'",
                "img-src data: blob:",
                "media-src data: blob:",
                "font-src data:",
                "base-uri 'none'",
                "form-action 'none'",
                f"frame-ancestors {page_origin}",
                "sandbox allow-scripts",
            )
        ),
        "Connection-Allowlist": "(response-origin)",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
        "Origin-Agent-Cluster": "?1",
        "X-DNS-Prefetch-Control": "off",
        "Cache-Control": "no-store",
    }


ASSET_HEADERS = COMMON | {
    "Origin-Agent-Cluster": "?1",
    "Cache-Control": "public, max-age=31536000, immutable",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

PREVIEW_ASSET_HEADERS = ASSET_HEADERS | {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""Files of the preview host. A frame that navigates to one finds a document in which nothing runs."""

PREVIEW_REFUSAL_HEADERS = COMMON | {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Connection-Allowlist": "()",
    "Origin-Agent-Cluster": "?1",
    "Cache-Control": "no-store",
}
