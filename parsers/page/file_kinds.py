"""What a body is that is served as a page and is none: a file, known by its first bytes."""

import re

from parsers.page.charset import utf_16_without_mark

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS: dict[str, tuple[bytes, ...]] = {
    "a PDF": (b"%PDF-",),
    "a ZIP archive or an Office document": (b"PK\x03\x04",),
    "an old Office document": (b"\xd0\xcf\x11\xe0",),
    "an RTF document": (b"{\\rtf",),
    "a gzip archive": (b"\x1f\x8b",),
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*"),
}


def file_kind(body: bytes) -> str:
    """Return what `body` is ("a PDF") where its first bytes cannot be a page; "" for text."""
    head = body[:2048]
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
    for kind, marks in _MARKS.items():
        if start.startswith(marks):
            return kind
    # Readers look for a PDF's mark in the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
    at = head[:1024].find(b"%PDF-")
    if at >= 0 and b"<" not in head[:at]:
        return "a PDF"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf_16_without_mark(head):
        return ""
    return "a binary file" if len(_CONTROLS.findall(head)) > len(head) // 20 else ""
