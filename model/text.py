"""Text and addresses as they may enter a record: cleaned once, here, at the boundary."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

# C0/C1 controls but tab and newline, zero-width, bidi and deprecated format controls, annotation
# and tag characters (text that nobody sees), lone surrogates, the byte-order mark: they break
# XML, iCalendar or the reader's eye. Line and paragraph separators count as line breaks.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})


def clean_text(text: str, *, lines: bool = False) -> str:
    """Return `text` without control, bidi and surrogate characters, in NFC, blanks folded.

    With `lines` newlines are kept (at most one blank line in a row), otherwise they are blanks.
    """
    if not lines:
        flat = " ".join(text.split())
        if flat.isprintable() and unicodedata.is_normalized("NFC", flat):
            return flat  # nearly every text: nothing unwanted is printable
    text = _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    if not lines:
        return " ".join(text.split())
    rows = [row.strip() for row in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def http_url(url: str | None) -> str | None:
    """Return `url` where it is an absolute http(s) address without blanks, else None.

    Characters that nobody sees, or that turn the order of those after them, stand percent-encoded
    in it: it leads where it led, and looks like what it is.
    """
    if not url:
        return None
    url = url.strip()
    if re.search(r"[\s<>\"\\\x00-\x1f\x7f]", url):
        return None
    if not url.isprintable():
        url = _UNWANTED.sub(lambda found: quote(found[0], errors="replace"), url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def folder_url(url: str) -> str | None:
    """Return `url` with its final slash where links can be built on it by putting names behind.

    Else None: with a user, a query or a fragment, a port that cannot be, an empty or relative part
    in the path, or letters that are not ASCII (a host's stand as xn--, a path's as %C3%BC).
    """
    address = http_url(url)
    if address is None or not address.isascii() or {"?", "#"} & set(address):
        return None
    parts = urlsplit(address)
    try:
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    folders = parts.path.removesuffix("/").split("/")[1:]
    if not has_host or "@" in parts.netloc or {"", ".", ".."} & set(folders):
        return None
    return address.removesuffix("/") + "/"


def fold(text: str) -> str:
    """Return `text` for comparing: lower case, umlauts spelled out, accents gone, words only."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_FOLDED)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    return " ".join(re.findall(r"[a-z0-9]+", plain))
