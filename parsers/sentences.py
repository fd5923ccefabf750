"""German text to sentences with offsets. Knows ordinals, dates and abbreviations; nothing else."""

import re
from functools import lru_cache

_BOUNDARY = re.compile(r"[.!?…]+[\"“”»')\]]*(?=\s+[\"„“»'(\[–-]*[A-ZÄÖÜ0-9])|\n\s*\n")
_WORD_BEFORE = re.compile(r"([\wÄÖÜäöüß.&-]+)$")
MAX_SENTENCE = 3000
"""Rules that read a sentence look at this much of it: a longer one is none."""
MAX_QUOTE = 250
"""A quotation longer than this is speech and holds sentences of its own."""
_ABBREVIATIONS = frozenset(
    """
    dr prof dipl ing med phil h.c z.b u.a d.h i.d.r v.a e.v o.g s.o s.u bzw ca usw etc inkl exkl
    ggf evtl max min mio mrd tel fax abs art nr str st hrsg bd vgl sog bspw zzgl zz gem geb gest
    jan feb febr mär mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so ev kath dgl
    allg lt sen jun rd anm ff co v u z d h i o s a b e c t n vorm nachm bes stv em a.d rbge z.t
    """.split()
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of the sentences of `text`, in order, without outer blanks."""
    return list(_spans(text))


@lru_cache(maxsize=128)  # each date of a block asks for those of the whole block
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for hit in _BOUNDARY.finditer(text):
        if hit[0].startswith(".") and not _ends(text, start, hit.start()):
            continue
        if _quoted(text, start, hit.end()):
            continue
        _append(spans, text, start, hit.end())
        start = hit.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _ends(text: str, start: int, dot: int) -> bool:
    """Return whether the full stop at `dot` ends a sentence."""
    before = _WORD_BEFORE.search(text, max(start, dot - 40), dot)
    word = before[1] if before else ""
    if word.replace(".", "").isdigit():
        return len(word.rsplit(".", 1)[-1]) == 4  # a year ends a sentence, "29.01." goes on
    if word.lower().rstrip(".") in _ABBREVIATIONS:
        return word[:1].islower() and len(word) > 3
    return not (len(word) == 1 and word.isalpha())


def _quoted(text: str, start: int, end: int) -> bool:
    """Return whether a quotation that began in this sentence is still open at `end`."""
    opened = text.rfind("„", start, end)
    if opened < 0 or re.search("[“”]", text[opened:end]):
        return False
    return re.search("[“”]", text[end : opened + MAX_QUOTE]) is not None


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    run = text[start:end]
    if run.strip():
        left = len(run) - len(run.lstrip())
        spans.append((start + left, start + len(run.rstrip())))
