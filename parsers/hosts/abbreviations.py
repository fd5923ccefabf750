"""What an abbreviation stands for, where the page itself says so: "Innovationsregion ... (IRR)"."""

import re

_WORD = re.compile(r"[A-ZÄÖÜ„\"][\w&/.’'“\"-]*|für|und|der|des|von|am|im|in|zur|&")
_SMALL = ("für", "und", "der", "des", "von", "am", "im", "in", "zur", "&")
_ABBREVIATED = re.compile(r"[A-ZÄÖÜ][\w!&-]{1,14}(?: [A-Z-]{1,4})?")
_QUOTED_END = re.compile(r"„([^„“”\n]+)[“”]$")
_BEGINS = frozenset(("Der", "Die", "Das", "Dem", "Den"))
"""An article that begins a sentence, and so stands before the name."""
_LONGEST_QUOTE = 120
_INITIALS = re.compile(r"(?:\b[A-ZÄÖÜ]\.){2,5}(?!\w)")
MAX_WORDS = 10
"""A longer run of words before the brackets is no name."""


def is_abbreviation(name: str) -> bool:
    """Return whether a name is short and mostly capitals ("ZMRN", "RAG U-H")."""
    capitals = sum(char.isupper() for char in name)
    return bool(_ABBREVIATED.fullmatch(name)) and 2 * capitals >= len(name.replace(" ", ""))


def long_form(abbreviation: str, text: str) -> tuple[int, int] | None:
    """Return the span of the name that stands before "(abbreviation)" in `text`, or None.

    Blanks and hyphens in the abbreviation do not count: "RAG UH" is "(RAG U-H)".
    """
    letters = [re.escape(char) for char in abbreviation if not char.isspace() and char != "-"]
    inside = r"[\s-]*".join(letters)
    hit = re.search(rf"\(\s*(?:kurz:?\s+)?{inside}(?:\s+e\.\s?V\.|\s+GmbH)?\s*\)", text)
    if hit is None:
        return None
    start = end = len(text[: hit.start()].rstrip())
    quoted = _QUOTED_END.search(text, max(0, end - _LONGEST_QUOTE), end)
    if quoted is not None:
        return quoted.span(1)
    words = list(re.finditer(r"\S+", text[max(0, end - 160) : end]))
    for word in reversed(words[-MAX_WORDS:]):
        if not _WORD.fullmatch(word[0]) or word[0] in _BEGINS:
            break
        start = max(0, end - 160) + word.start()
    name = re.match(rf"(?:(?:{'|'.join(_SMALL)})\s+)*", text[start:end])
    start += name.end() if name else 0
    start = max(start, text.rfind("„", start, end) + 1)
    return (start, end) if len(text[start:end]) > len(abbreviation) else None


def spelled_initials(name: str, text: str) -> str:
    """Return `name` with dotted initials written out as `text` does: "A.L.T." "Aller-Leine-Tal"."""
    initials = _INITIALS.search(name)
    if initials is None:
        return name
    letters = initials[0].replace(".", "")
    hit = re.search(
        r"\b" + r"[- ]".join(rf"{letter}\w{{2,20}}" for letter in letters) + r"\b", text
    )
    return name.replace(initials[0], hit[0]) if hit else name
