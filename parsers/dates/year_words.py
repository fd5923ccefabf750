"""Words behind a date that say its year without a number: "am 3. Mai nächsten Jahres".

They count from the day of publication, or from the date before: "am 30. Januar 1933 ..., am 5.
März des folgenden Jahres".
"""

import re

_FROM_TODAY = {
    "dieses": 0, "laufenden": 0, "aktuellen": 0, "d. j": 0, "kommenden": 1, "nächsten": 1,
    "n. j": 1, "vergangenen": -1, "letzten": -1, "vorigen": -1, "v. j": -1,
}  # fmt: skip
_FROM_BESIDE = {
    "selben": 0, "gleichen": 0, "desselben": 0, "folgenden": 1, "darauffolgenden": 1,
    "nächstfolgenden": 1,
}  # fmt: skip
_WORDS = "|".join(word for word in (*_FROM_TODAY, *_FROM_BESIDE) if "." not in word)
_GAPS = frozenset(" ,\n")
_YEARLY = re.compile(r"\s(?:(?:eines\s)?jeden|eines)\sjahres\b")
_BEHIND = re.compile(
    rf"[\s,]{{1,2}}(?:(?:des\s|im\s)?({_WORDS})\sjahr(?:es|s)?\b|([dnv]\.)\s?(j)\.)"
)


def relative_year(low: str, end: int) -> tuple[int | None, bool] | None:
    """Return how many years are to be added, and whether to today's year, else to one beside.

    Of a day of every year ("bis zum 31. März eines jeden Jahres") the first is None.
    """
    if low[end : end + 1] not in _GAPS or end == len(low):
        return None
    if _YEARLY.match(low, end):
        return None, False
    match = _BEHIND.match(low, end)
    if match is None:
        return None
    word = match[1] or f"{match[2]} {match[3]}"
    if word in _FROM_TODAY:
        return _FROM_TODAY[word], True
    return _FROM_BESIDE[word], False
