"""Pages that are printed sheets: each line a block of its own, words broken at its end.

Puts the lines of a paragraph together again, so that "13. Novem-" and "ber 2026" is a date.
"""

import re

from parsers.document import Block, Document, Role

_SHEET = re.compile(r"pdf|quarkxpress|indesign", re.IGNORECASE)
_BROKEN = re.compile(r"[a-zäöüß]-$")
_GOES_ON = re.compile(r"[a-zäöüß(]")
_ENDS = re.compile(r"[.!?:;]\W?$")
_HANGS = re.compile(
    r"\b(?:für|am|im|in|den|dem|der|die|das|und|oder|zum|zur|bei|von|vom|mit|auf|an|ab|um)$"
)
_SPACED = re.compile(r"(?<!\S)(?:[A-ZÄÖÜ] ){3,}[A-ZÄÖÜ](?!\S)")
LEAST_LINES = 8
POSITIONED = "position:absolute"


def is_sheet(document: Document, source: str) -> bool:
    """Return whether a page was made from a printed sheet: by its generator or by its lines."""
    if _SHEET.search(document.meta.get("generator", "")):
        return True
    return source.count(POSITIONED) >= max(LEAST_LINES, len(document.blocks) // 2)


def join_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the lines of each paragraph in one block, offsets anew."""
    width = max((len(block.text) for block in blocks), default=0)
    joined: list[Block] = []
    for block in blocks:
        block.text = _SPACED.sub(lambda hit: hit[0].replace(" ", ""), block.text)
        before = joined[-1] if joined else None
        if before is None or not _continues(before, block, width):
            joined.append(block)
            continue
        broken = _BROKEN.search(before.text) and block.text[:1].islower()
        before.text = f"{before.text[:-1]}{block.text}" if broken else f"{before.text} {block.text}"
        before.links = (*before.links, *block.links)
        before.marks, before.labelled = (), 0
    start = 0
    for block in joined:
        block.start = start
        start += len(block.text) + 1
    return joined


def _continues(before: Block, block: Block, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    plain = before.role is block.role is Role.PARAGRAPH and before.region is block.region
    if not plain or len(block.text) > width or "\n" in block.text:
        return False
    if _BROKEN.search(before.text) and _GOES_ON.match(block.text):
        return True
    if _ENDS.search(before.text):
        return False
    return bool(_GOES_ON.match(block.text) or _HANGS.search(before.text))
