"""Character references in markup that name no character (XML 1.0 section 2.2).

Old content systems write an emoji as the two halves that UTF-16 makes of it.
"""

import re

_RUN = re.compile(rb"(?:&#(?:x[0-9a-f]{4,}|[0-9]{5,});?)+", re.IGNORECASE)
_ONE = re.compile(rb"&#(?:x0*([0-9a-f]+)|0*([0-9]+));?", re.IGNORECASE)
_LONGEST = 8
"""Digits; what has more names nothing."""


def sound_references(markup: bytes) -> bytes:
    """Return `markup` with such references made whole, and with U+FFFD for those that have no half.

    All else stays as it is. For encodings in which ASCII is ASCII.
    """
    return _RUN.sub(_sound, markup) if b"&#" in markup else markup


def _sound(run: re.Match[bytes]) -> bytes:
    codes = [_code(one) for one in _ONE.finditer(run[0])]
    if all(code < 0xD800 or 0xE000 <= code < 0x110000 for code in codes):
        return run[0]
    text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.encode("ascii", "xmlcharrefreplace")


def _code(reference: re.Match[bytes]) -> int:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    return int(digits, base) if len(digits) <= _LONGEST else 0x110000
