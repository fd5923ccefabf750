"""Bytes to text: the charset from the header, the page, or the bytes themselves, in that order.

What the bytes contradict is not believed; text that was decoded wrongly before it came onto the
page ("fÃ¼r") is mended. Both are reported.
"""

import re
from collections.abc import Iterator

import w3lib.encoding

from model import Problem, ProblemKind

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_NO_CHARSETS = frozenset(
    ("undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7")
)
"""Codecs of Python that are no charset of a page ("charset=undefined" is JavaScript's slip)."""
_STRAY = re.compile("[\udc80-\udcff]+")
_TAILS = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_LEADS = "ÃÂ"
_MOJIBAKE = re.compile(f"[{_LEADS}][{_TAILS}]|â[€‚]")
"""UTF-8 that was read as a charset of one byte."""
_RUN = re.compile(r"[^<>\n]{1,5000}")
_REPLACED = "\ufffd"
_MOSTLY = "utf-8, mostly"


def decode(body: bytes, content_type: str) -> tuple[str, list[Problem]]:
    """Return the text of `body` and what was wrong with its charset.

    A declared charset that the bytes contradict is replaced by the next one that fits, and
    reported. Never raises; bytes that fit nothing become U+FFFD.
    """
    by_mark, mark = w3lib.encoding.read_bom(body)
    body = body[len(mark or b"") :]
    declared = [by_mark] if by_mark else list(_declared(body, content_type))
    text, used = _decoded(body, declared)
    problems = _complaints(declared[0] if declared else "", used, body.isascii())
    broken = _broken_at(text)
    if broken >= 0:
        text, mended = _mended(text, broken)
        problems += mended
    elif used and _REPLACED in text:
        problems += _lost(text)
    return text, problems


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """The charsets that are named for a page, the best first."""
    from_header = w3lib.encoding.http_content_type_encoding(content_type)
    if from_header:
        yield from_header
    wide = utf_16_without_mark(body[:2048])
    if wide:
        yield wide
        return
    found = _XML.match(body[:400]) or _META.search(body[:4096])
    if found:
        name = found[1].decode("ascii")
        # HTML 13.2.3.2: a declaration that can be read as ASCII is none of UTF-16.
        yield "utf-8" if name.lower().startswith("utf-16") else _resolved(name)


def _resolved(name: str) -> str:
    return w3lib.encoding.resolve_encoding(name) or name


def utf_16_without_mark(head: bytes) -> str:
    """Return the byte order of UTF-16 that has no mark, by its zero bytes; "" for other text."""
    half = len(head) // 2
    high, low = head[0::2].count(0), head[1::2].count(0)
    if half > 8 and low > 0.6 * half and high < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half > 8 and high > 0.6 * half and low < 0.1 * half else ""


def _decoded(body: bytes, declared: list[str]) -> tuple[str, str]:
    """The text, and the charset that it was read with."""
    named = [name for name in declared if name.replace("_", "-") not in _NO_CHARSETS]
    for encoding in (*named, "utf-8"):
        text = _in(body, encoding)
        if encoding == "utf-8" and text is None:
            text, encoding = _mostly_utf_8(body), _MOSTLY
        elif (
            encoding != "utf-8"
            and text is not None
            and _broken_at(text) >= 0
            and _in(body, "utf-8") is not None
        ):
            continue  # every byte is valid in a charset of one byte: that proves nothing
        if text is not None:
            return text, encoding
    text = _in(body, "cp1252")
    if text is not None:
        return text, "cp1252"
    return _forced(body, named[0] if named else "cp1252"), ""


def _in(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _mostly_utf_8(body: bytes) -> str | None:
    """UTF-8 into which a few bytes of another charset were pasted: those are read as cp1252.

    Text of a charset of one byte is hardly ever valid UTF-8, so more valid than stray umlauts
    say that the page is UTF-8.
    """
    text = body.decode("utf-8", errors="surrogateescape")
    stray = sum(map(len, _STRAY.findall(text)))
    if sum(1 for char in re.findall("[\x80-\ud7ff\ue000-\U0010ffff]", text)) <= stray:
        return None
    return _STRAY.sub(_as_windows, text)


def _as_windows(run: re.Match[str]) -> str:
    return run[0].encode("utf-8", "surrogateescape").decode("cp1252", errors="replace")


def _forced(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, errors="replace")
    except (UnicodeError, LookupError):
        return body.decode("utf-8", errors="replace")


def _complaints(declared: str, used: str, is_ascii: bool) -> list[Problem]:
    if is_ascii and used not in ("", declared):
        used = declared or used  # nothing hangs on it
    named = declared.replace("_", "-") not in _NO_CHARSETS
    if used == _MOSTLY:
        message = "a few bytes are no utf-8 and were read as cp1252"
    elif used == "":
        message = f"the bytes fit neither the declared charset ({declared or 'none'}) nor UTF-8"
    elif (used == declared and named) or (not declared and used in ("utf-8", "utf-16-le")):
        return []
    else:
        said = f"declared as {declared}" if declared else "without a charset"
        message = f"the page is {said} but its bytes are {used}"
    return [Problem(kind=ProblemKind.CHARSET, message=message)]


def _broken_at(text: str) -> int:
    """Where wrongly decoded text begins, or -1; by the few letters that it holds always."""
    for lead in (*_LEADS, "â"):
        at = text.find(lead)
        while at >= 0:
            if _MOJIBAKE.match(text, at):
                return at
            at = text.find(lead, at + 1)
    return -1


def _mended(text: str, broken: int) -> tuple[str, list[Problem]]:
    """`text` with its wrongly decoded runs mended, and what was found."""
    sample = " ".join(text[max(0, broken - 12) : broken + 14].split())
    text = _RUN.sub(_mended_run, text)
    done = "was repaired" if _broken_at(text) < 0 else "could be repaired only in part"
    message = f"text was decoded wrongly before it came onto the page and {done}: {sample!r}"
    return text, [Problem(kind=ProblemKind.CHARSET, message=message)]


def _lost(text: str) -> list[Problem]:
    count = text.count(_REPLACED)
    message = f"{count} characters were lost before they came onto the page"
    return [Problem(kind=ProblemKind.CHARSET, message=message)]


def _mended_run(run: re.Match[str]) -> str:
    if _broken_at(run[0]) < 0:
        return run[0]
    import ftfy  # it takes some hundredths of a second to load, and clean pages do not need it

    return str(ftfy.fix_encoding(run[0]))
