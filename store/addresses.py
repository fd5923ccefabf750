"""Addresses as keys: what different spellings of one page's address have in common. Pure."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_SESSION = re.compile(r";jsessionid=[^/;?#]*", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_|mtm_|pk_|fbclid$|gclid$|msclkid$|jsessionid$|phpsessid$|chash$", re.IGNORECASE
)
# Parameters that say where a reader came from or how the page is shown, never what it shows:
# campaign tags, the Government Site Builder's, TYPO3's check sum, print views.
_NOT_ADDRESS = re.compile(
    rf"{_TRACKING.pattern}|print$|no_cache$|nn$|queryresultid$|pageno$|cms_",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def canonical_address(url: str) -> str:
    """`url` as a key: without scheme, "www.", fragment, session, campaign and view parts.

    Empty for what cannot be read and for a bare host: a home page is no event's own address.
    """
    return _address(url, _NOT_ADDRESS)


@lru_cache(maxsize=4096)
def spelling(url: str) -> str:
    """What all spellings of one page's address have in common; other views are other pages."""
    return _address(url, _TRACKING) or url


def _address(url: str, left_out: re.Pattern[str]) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if port not in (None, 80, 443):
        host += f":{port}"
    path = unquote(_SESSION.sub("", parts.path)).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{k}={v}" for k, v in sorted(pairs) if not left_out.match(k))
    if not path and not query:
        return ""
    return plain_address(f"{host}{path}?{query}" if query else host + path)


def plain_address(text: str) -> str:
    """`text` as a column and a list of JSON hold it alike: no controls, no lone surrogates."""
    return _CONTROLS.sub("", text).encode("utf-8", "replace").decode("utf-8")
