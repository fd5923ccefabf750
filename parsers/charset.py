"""Bytes to text: the charset from the header, the page, or the bytes themselves, in that order."""

import re

import w3lib.encoding

from model import Problem, ProblemKind, Severity

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_NO_CHARSETS = frozenset(
    ("undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7")
)
"""Codecs of Python that are no charset of a page ("charset=undefined" is JavaScript's slip)."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(body: bytes, content_type: str) -> tuple[str, list[Problem]]:
    """Return the text of `body` and what was wrong with its charset.

    A declared charset that the bytes contradict is replaced by UTF-8 or Windows-1252, whichever
    fits, and reported. Never raises; bytes that fit nothing become U+FFFD.
    """
    by_mark, mark = w3lib.encoding.read_bom(body)
    body = body[len(mark or b"") :]
    declared = by_mark or _declared(body, content_type)
    charset = "" if declared.replace("_", "-") in _NO_CHARSETS else declared
    for encoding in (charset, "utf-8", "cp1252"):
        if not encoding:
            continue
        try:
            text = body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return text, _complaints(declared, encoding, body)
    problem = Problem(
        kind=ProblemKind.CHARSET,
        message=f"the bytes fit neither the declared charset ({declared or 'none'}) nor UTF-8",
        severity=Severity.WARNING,
    )
    return _forced(body, charset or "utf-8"), [problem]


def is_binary(body: bytes) -> bool:
    """Return True where the first bytes cannot be text (a PDF, an image, an archive)."""
    head = body[:2048]
    if head.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return len(_BINARY.findall(head)) > len(head) // 20


def _declared(body: bytes, content_type: str) -> str:
    from_header = w3lib.encoding.http_content_type_encoding(content_type)
    if from_header:
        return from_header
    meta = _META.search(body[:4096])
    if not meta:
        return ""
    name = meta[1].decode("ascii")
    return w3lib.encoding.resolve_encoding(name) or name


def _forced(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, errors="replace")
    except (UnicodeError, LookupError):
        return body.decode("utf-8", errors="replace")


def _complaints(declared: str, used: str, body: bytes) -> list[Problem]:
    if used == declared or (not declared and used == "utf-8"):
        return []
    if not declared and not _non_ascii(body):
        return []
    said = f"declared as {declared}" if declared else "without a charset"
    message = f"the page is {said} but its bytes are {used}"
    return [Problem(kind=ProblemKind.CHARSET, message=message)]


def _non_ascii(body: bytes) -> bool:
    return not body.isascii()
