"""What goes with a file: its type, how long it may be kept, who may use it, what a page may do.

`docs/hosting.md` tells the same to other web servers; one test reads both.
"""

from collections.abc import Mapping

METHODS = "GET, HEAD, OPTIONS"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".ico": "image/x-icon",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
_TYPES_BY_NAME = {"events.json": "application/json; charset=utf-8"}

_FOR_OTHER_SITES = frozenset({".ics", ".rss", ".atom", ".json"})
"""What scripts of other sites may read: web calendars and feed readers in the browser."""

_FOR_FRAMES = frozenset({".css"})
"""What embedded pages need: in a sandboxed frame even our own page is another origin."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
EMBED = "embed"
"""The folder of the pages that may stand in frames of other sites, at whatever depth it is."""

FRESH = "public, max-age=900, stale-while-revalidate=3600"
FOR_EVER = "public, max-age=31536000, immutable"
ABSENT = "public, max-age=60"


def content_type(name: str, suffix: str) -> str:
    """The type of a file, by its name and ending; the charset with all that is text."""
    by_suffix = _TYPES.get(suffix, "application/octet-stream")
    return _TYPES_BY_NAME.get(name.rpartition("/")[2], by_suffix)


def is_text(content_type: str) -> bool:
    """True for what is worth being packed."""
    return content_type.endswith("charset=utf-8")


def sharing(suffix: str) -> Mapping[str, str]:
    """Lets other sites' scripts read calendars, feeds and data (Fetch standard, CORS)."""
    if suffix not in _FOR_OTHER_SITES:
        return {}
    return {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}


def preflight(suffix: str) -> Mapping[str, str]:
    """The answer to a browser that asks whether a script may send more than a plain GET."""
    if suffix not in _FOR_OTHER_SITES:
        return {}
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": "86400",
    }


def security(name: str, suffix: str, frame_ancestors: str) -> Mapping[str, str]:
    """What a browser must not do with this file. `frame_ancestors` holds for `/embed/` alone."""
    embedded = EMBED in name.split("/")[:-1]
    shared = embedded or suffix in _FOR_OTHER_SITES | _FOR_FRAMES
    framed_by = frame_ancestors if embedded else "'none'"
    headers = {
        "Content-Security-Policy": f"{_POLICY}; frame-ancestors {framed_by}",
        "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
    }
    if not embedded:
        headers["X-Frame-Options"] = "DENY"
    return headers | _ALWAYS
