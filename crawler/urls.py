"""One address for one page: session ids, tracking and fragments folded away.

Pure functions on addresses; whether an address may be asked is decided elsewhere.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from model import without_tracking
from sources import host_of


@lru_cache(maxsize=8192)  # the same links stand on every page of a site
def canonical_url(url: str) -> str | None:
    """Return the one form in which an address is asked for, stored and shown.

    Gone are the fragment, what `model.without_tracking` takes and a default port; the host is in
    lower case, the parameters are sorted. None where `url` is no http(s) address.
    """
    host = host_of(url.strip())
    if not host:
        return None
    try:
        parts = urlsplit(without_tracking(url.strip()))
        path = parts.path or "/"
        return canonicalize_url(urlunsplit((parts.scheme, host, path, parts.query, "")))
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def identity(url: str) -> str:
    """Return what two addresses of one page have in common: the canonical form without `cHash`.

    For comparing only: TYPO3 may refuse the address without it. Not an http(s) address: as is.
    """
    canonical = canonical_url(url)
    if canonical is None or "chash=" not in canonical.lower():
        return canonical or url
    parts = urlsplit(canonical)
    kept = [(name, value) for name, value in _pairs(parts.query) if name.lower() != "chash"]
    return urlunsplit(parts._replace(query=urlencode(kept)))


@lru_cache(maxsize=8192)
def join(base: str, reference: str) -> str | None:
    """Resolve a link against its page's base (RFC 3986 section 5) and return its canonical form.

    None where the link leads to no http(s) address (mailto, javascript, a broken address).
    """
    reference = re.sub(r"[\t\r\n]", "", reference).strip()
    try:
        return canonical_url(urljoin(base, reference)) if reference else None
    except ValueError:
        return None


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)
