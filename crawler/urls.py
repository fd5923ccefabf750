"""One address for one page: session ids, tracking and fragments folded away.

Pure functions on addresses; whether an address may be asked is decided elsewhere.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from crawler.guarding import MAX_URL
from model import without_tracking
from sources import host_of

_SESSION = re.compile(r"(?:^|[._])(?:s_?id|sess|session(?:_?id)?|cfid|cftoken|oscsid)$")


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
    """Return what two addresses of one page have in common.

    That is the canonical form without `cHash` and without the session ids that a site puts into
    its parameters. For comparing only: a site may refuse the address without them. Not an http(s)
    address: as is.
    """
    canonical = canonical_url(url)
    if canonical is None or "?" not in canonical:
        return canonical or url
    parts = urlsplit(canonical)
    pairs = _pairs(parts.query)
    kept = [(name, value) for name, value in pairs if not _passing(name.lower(), value)]
    return (
        urlunsplit(parts._replace(query=urlencode(kept))) if len(kept) < len(pairs) else canonical
    )


def join(base: str, reference: str) -> str | None:
    """Resolve a link against its page's base (RFC 3986 section 5) and return its canonical form.

    None where the link leads to no http(s) address (mailto, javascript, a broken address), or to
    one that is too long to be asked for.
    """
    reference = re.sub(r"[\t\r\n]", "", reference).strip()
    if not reference or max(len(base), len(reference)) > MAX_URL:
        return None  # before any rule looks at it, or anything remembers it
    url = _joined(base, reference)
    return url if url is None or len(url) <= MAX_URL else None


@lru_cache(maxsize=8192)
def _joined(base: str, reference: str) -> str | None:
    try:
        return canonical_url(urljoin(base, reference))
    except ValueError:
        return None


def _passing(name: str, value: str) -> bool:
    """A TYPO3 checksum, or a session id: by its name, and a value that is no number of a page."""
    session = _SESSION.search(name) and len(value) >= 16 and re.search(r"\d", value)
    return name == "chash" or bool(session)


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)
