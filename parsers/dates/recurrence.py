"""Repeated dates as RRULE values (RFC 5545, section 3.3.10): "jeden ersten Dienstag im Monat".

A repetition that no rule can say ("jährlich im Oktober") gives no rule and a warning.
"""

import re

from parsers.dates.atoms import Atom, JunkAtom, RuleAtom
from parsers.dates.pattern_parts import TextMatch
from parsers.dates.vocabulary import (
    BYDAY,
    LONG_WEEKDAYS,
    NUMBER_WORDS,
    ORDINALS,
    WEEKDAYS,
)
from parsers.dates.wordtree import tree_of

_DAY = tree_of(LONG_WEEKDAYS)
_NUMBERED = r"[1-5](?:\.|st|nd|rd|th)"
_NTH = rf"(?:{tree_of(ORDINALS)}|{_NUMBERED})"
_OR = r"(?:\s?[,&+]\s?|\s(?:und|oder|and|or)\s)"
_MONTHLY = (
    r"\s(?:(?:im|des|eines(?:\sjeden)?|jeden|in\sjedem)\smonats?|"
    r"(?:of|in)\s(?:the|every|each)\smonth)\b"
)
_COUNT = rf"(?:{tree_of(NUMBER_WORDS)}|[0-9]{{1,2}})"
_EVERY = r"(?:jede[nrsm]?|every|each)"
_EACH = rf"(?:(?:an\s)?{_EVERY}|immer(?:\sam)?|jeweils\sam)"
_UNITS = {
    "tage": "DAILY", "days": "DAILY", "wochen": "WEEKLY", "weeks": "WEEKLY", "monate": "MONTHLY",
    "months": "MONTHLY",
}  # fmt: skip

_REACH = 8
_WITHOUT = ("nicht ", "außer ", "ausser ", "ohne ")
_CLOSED = re.compile(r"[\s,:]{1,3}(?:\w+\s)?(?:geschlossen|ruhetag|schließtag|closed)\b")
"""What makes of "montags" a day on which nothing is."""

_NTH_DAY = re.compile(rf"({_NTH})(?:{_OR}({_NTH}))?\s({_DAY})")
_DAYS = re.compile(_DAY)
_PLURAL = re.compile(rf"{_DAY}s\b").match
_THROUGH = re.compile(r"s\s?(?:bis|to|-)\s?")
_INTERVAL = re.compile(rf"({_COUNT})\s({tree_of(_UNITS)})")
_WORDS = {
    "vierzehntägig": "FREQ=WEEKLY;INTERVAL=2",
    "vierzehntäglich": "FREQ=WEEKLY;INTERVAL=2",
    "zweiwöchentlich": "FREQ=WEEKLY;INTERVAL=2",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "every other week": "FREQ=WEEKLY;INTERVAL=2",
    "wöchentlich": "FREQ=WEEKLY",
    "weekly": "FREQ=WEEKLY",
    "monatlich": "FREQ=MONTHLY",
    "monthly": "FREQ=MONTHLY",
    "halbjährlich": "FREQ=MONTHLY;INTERVAL=6",
}

HEADS = frozenset(
    {
        "an", "jede", "jeden", "jeder", "jedes", "jedem", "immer", "jeweils", "alle", "every",
        "each", "jährlich", "täglich", *_WORDS, *ORDINALS, *(day + "s" for day in LONG_WEEKDAYS),
    }
)  # fmt: skip

"""The words at which a repetition begins."""


def pattern() -> str:
    """Return the pattern of everything that repeats and begins with a letter."""
    return "|".join(
        (
            rf"(?:{_EACH}\s)?{_NTH}(?:{_OR}{_NTH})?\s{_DAY}{_MONTHLY}",
            rf"{_EACH}\s(?:other|{_NTH})\s{_DAY}\b",
            rf"{_EVERY}\s{_DAY}(?:{_OR}(?:{_EVERY}\s)?{_DAY})*s?\b",
            rf"{_DAY}s(?:\s?(?:bis|to|-)\s?{_DAY}s|(?:{_OR}{_DAY}s)*)\b(?!\sfor\sfuture)",
            rf"täglich\s\(?(?:außer|ausser)\s{_DAY}s(?:{_OR}{_DAY}s)*\b",
            rf"(?:alle|every)\s{_COUNT}\s{tree_of(_UNITS)}(?:\s(?:am\s|on\s)?{_DAY}s?)?\b",
            rf"{tree_of(_WORDS)}(?:,?\s(?:am\s|on\s)?{_DAY}s?)?\b",
            r"(?:jährlich|jedes\sjahr)\sim\s[a-zäöü]{3,9}\b",
        )
    )


DIGITS = rf"{_NUMBERED}(?:{_OR}{_NUMBERED})?\s{_DAY}{_MONTHLY}"
"""What repeats and begins with a digit: "1. Dienstag im Monat"."""


def _by_day(text: str) -> str:
    days = {WEEKDAYS[name] for name in _DAYS.findall(text)}
    if text.startswith("täglich"):
        days = set(range(7)) - days
    if len(days) == 2 and _THROUGH.search(text):
        first, last = (WEEKDAYS[name] for name in _DAYS.findall(text))
        days = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return ",".join(BYDAY[day] for day in sorted(days))


def _ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _interval(match: re.Match[str], text: str) -> str:
    count = int(match[1]) if match[1].isdigit() else NUMBER_WORDS[match[1]]
    frequency = _UNITS[match[2]]
    if frequency == "DAILY" and count and count % 7 == 0:
        frequency, count = "WEEKLY", count // 7
    if count < 1:
        return ""
    rule = f"FREQ={frequency}" + (f";INTERVAL={count}" if count > 1 else "")
    days = _by_day(text)
    return f"{rule};BYDAY={days}" if days and frequency == "WEEKLY" else rule


def _nth(match: re.Match[str], text: str) -> str:
    numbers = [_ordinal(word) for word in (match[1], match[2]) if word]
    day = BYDAY[WEEKDAYS[match[3]]]
    if any(number > 5 for number in numbers):
        return ""
    every = text.startswith(("jede", "every", "each"))
    if numbers == [2] and every and "monat" not in text and "month" not in text:
        return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"
    return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{number}{day}" for number in numbers)


def _rule(text: str) -> str:
    for word, rule in _WORDS.items():
        if text.startswith(word):
            days = _by_day(text) if "WEEKLY" in rule else ""
            return f"{rule};BYDAY={days}" if days else rule
    nth = _NTH_DAY.search(text)
    if nth is not None:
        return _nth(nth, text)
    interval = _INTERVAL.search(text)
    if interval is not None:
        return _interval(interval, text)
    days = _by_day(text)
    if not days:
        return ""
    return f"FREQ=WEEKLY;{'INTERVAL=2;' if ' other ' in text else ''}BYDAY={days}"


def rule_atom(text: str, start: int, end: int) -> RuleAtom:
    """Return the atom of a repetition that matched at `start`; its rule may be empty."""
    text = " ".join(text.split())
    rule = _rule(text)
    plural = tuple(WEEKDAYS[name] for name in _DAYS.findall(text)) if _PLURAL(text) else ()
    return RuleAtom(start, end, rule, "" if rule else "no_rule", plural)


def rule_of(match: TextMatch, _group: int) -> Atom:
    """Build the atom of a repetition; of days that are left out it is junk."""
    left = match.string[max(0, match.start() - _REACH) : match.start()]
    if left.endswith(_WITHOUT) or _CLOSED.match(match.string, match.end()):
        return JunkAtom(*match.span())
    return rule_atom(match[0], *match.span())


def weekly(days: tuple[int, ...]) -> str:
    """Return the rule of the given weekdays, 0 is Monday."""
    return "FREQ=WEEKLY;BYDAY=" + ",".join(BYDAY[day] for day in sorted(set(days)))
