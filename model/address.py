"""What in an address says nothing of the page: sessions, campaigns, the way that led to it."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_DROPPED = frozenset(
    # sessions; the Government Site Builder's navigation node and result id; campaigns and clicks
    (
        "jsessionid",
        "phpsessid",
        "nn",
        "queryresultid",
        "fbclid",
        "gclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "mtm_campaign",
        "pk_campaign",
        "pk_kwd",
    )
)


def without_tracking(url: str) -> str:
    """Return an address (RFC 3986) without session ids and tracking parameters.

    Gone are `;jsessionid=`, the Government Site Builder's `nn` and `queryResultId`, `pageNo=0`
    (its first page), `utm_*` and the like. All else stays as it is written, TYPO3's `cHash` too,
    for the server checks it. Raises ValueError where `url` is no address.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _dropped(*pair)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    path = _SESSION_IN_PATH.sub("", parts.path)
    return urlunsplit(parts._replace(path=path, query=query))


def _dropped(name: str, value: str) -> bool:
    name = name.lower()
    return name in _DROPPED or name.startswith("utm_") or (name == "pageno" and value == "0")
