"""Moved events: which of two dates in a sentence is the old one, and which the new.

"Vom 12. Mai auf den 9. Juni verschoben", "am 9. Juni statt am 12. Mai": never a range.
"""

import re
from dataclasses import replace

from parsers.dates.drafts import Draft
from parsers.dates.kinds import Verdict
from parsers.dates.normalise import PlainText
from parsers.dates.result import DateKind

_REACH = 32
_OLD_FIRST = re.compile(r"(?:(?:^|[(.!?\n]\s?)statt|anstelle|ursprünglich(?:\s[\w]+){0,2})\s?$")
_NEW_SECOND = re.compile(r"\b(?:nachhol|ersatz|ausweich)termin\b|\bneuer\stermin\b")
_OLD_SECOND = re.compile(r"(?:\bstatt|anstatt|anstelle|ursprünglich(?:\s[\w]+){0,2})\s?$")


def settle_moves(text: PlainText, drafts: list[Draft], verdicts: list[Verdict]) -> None:
    """Give new dates their old ones; an old date of its own becomes kind `none`."""
    for index, draft in enumerate(drafts):
        verdict = verdicts[index]
        if draft.onto and verdict.moved:
            draft.previous, draft.start, draft.end = draft.start, draft.end, None
            continue
        if index + 1 == len(drafts) or verdicts[index + 1].sentence != verdict.sentence:
            continue
        after = drafts[index + 1]
        if not (_one_day(draft) and _one_day(after)):
            continue
        onto = verdict.moved and ("auf" in after.marks or _between(text, draft, after))
        if onto or _left(_OLD_FIRST, text, draft):
            after.previous = draft.start
            verdicts[index] = replace(verdict, kind=DateKind.NONE)
        elif _left(_OLD_SECOND, text, after):
            draft.previous = after.start
            verdicts[index + 1] = replace(verdicts[index + 1], kind=DateKind.NONE)


def _one_day(draft: Draft) -> bool:
    return draft.start is not None and draft.start.day is not None and draft.coarse is None


def _between(text: PlainText, draft: Draft, after: Draft) -> bool:
    """Return True where the later date is said to be the new one: "Nachholtermin ist der"."""
    return _NEW_SECOND.search(text.low, draft.span[1], after.span[0]) is not None


def _left(pattern: re.Pattern[str], text: PlainText, draft: Draft) -> bool:
    start = draft.span[0]
    return pattern.search(text.low[max(0, start - _REACH) : start]) is not None
