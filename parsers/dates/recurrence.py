"""Repeated dates as RRULE values (RFC 5545, section 3.3.10): "jeden ersten Dienstag im Monat".

A repetition that no rule can say ("jährlich im Oktober") gives no rule and a warning.
"""

import re

from parsers.dates.atoms import RuleAtom
from parsers.dates.vocabulary import (
    BYDAY,
    GERMAN_WEEKDAYS,
    NUMBER_WORDS,
    ORDINALS,
    WEEKDAYS,
    any_of,
)

_DAY = any_of(GERMAN_WEEKDAYS)
_NTH = rf"(?:{any_of(ORDINALS)}|[1-5]\.)"
_OR = r"(?:\s?,\s?|\s(?:und|oder)\s)"
_MONTHLY = r"\s(?:im|des|eines(?:\sjeden)?|jeden|in\sjedem)\smonats?"
_COUNT = rf"(?:{any_of(NUMBER_WORDS)}|[0-9]{{1,2}})"
_EACH = r"(?:(?:an\s)?jede[nrsm]?|immer(?:\sam)?|jeweils\sam)"

_NTH_DAY = re.compile(rf"({_NTH})(?:{_OR}({_NTH}))?\s({_DAY})")
_DAYS = re.compile(_DAY)
_INTERVAL = re.compile(rf"({_COUNT})\s(tage|wochen|monate)")
_FREQUENCY = {"tage": "DAILY", "wochen": "WEEKLY", "monate": "MONTHLY"}


HEADS = frozenset(
    {
        "an", "jede", "jeden", "jeder", "jedes", "jedem", "immer", "jeweils", "alle",
        "vierzehntäglich", "vierzehntägig", "zweiwöchentlich", "wöchentlich", "monatlich",
        "halbjährlich", "jährlich", *ORDINALS, *(day + "s" for day in GERMAN_WEEKDAYS),
    }
)  # fmt: skip
"""The words at which a repetition begins."""


def pattern() -> str:
    """Return the pattern of everything that repeats, for lower-case text."""
    return "|".join(
        (
            rf"(?:{_EACH}\s)?{_NTH}(?:{_OR}{_NTH})?\s{_DAY}{_MONTHLY}",
            rf"{_EACH}\s{_NTH}\s{_DAY}",
            rf"jede[nrsm]?\s{_DAY}(?:{_OR}(?:jede[nrsm]?\s)?{_DAY})*s?\b",
            rf"{_DAY}s(?:{_OR}{_DAY}s)*\b",
            rf"alle\s{_COUNT}\s(?:tage|wochen|monate)(?:\s(?:am\s)?{_DAY}s?)?",
            r"(?:vierzehntäg(?:ig|lich)|zweiwöchentlich|wöchentlich|monatlich|halbjährlich)\b",
            r"(?:jährlich|jedes\sjahr)\sim\s[a-zäöü]{3,9}\b",
        )
    )


def _by_day(text: str) -> str:
    days = sorted({WEEKDAYS[name] for name in _DAYS.findall(text)})
    return ",".join(BYDAY[day] for day in days)


def _ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _interval(text: str) -> str:
    match = _INTERVAL.search(text)
    if match is None:
        return ""
    count = int(match[1]) if match[1].isdigit() else NUMBER_WORDS[match[1]]
    frequency = _FREQUENCY[match[2]]
    if frequency == "DAILY" and count and count % 7 == 0:
        frequency, count = "WEEKLY", count // 7
    if count < 1:
        return ""
    rule = f"FREQ={frequency}" + (f";INTERVAL={count}" if count > 1 else "")
    days = _by_day(text)
    return f"{rule};BYDAY={days}" if days and frequency == "WEEKLY" else rule


def _rule(text: str) -> str:
    nth = _NTH_DAY.search(text)
    if nth is not None:
        numbers = [_ordinal(word) for word in (nth[1], nth[2]) if word]
        day = BYDAY[WEEKDAYS[nth[3]]]
        if any(number > 5 for number in numbers):
            return ""
        if numbers == [2] and text.startswith("jede") and "monat" not in text:
            return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"
        return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{number}{day}" for number in numbers)
    if text.startswith("alle "):
        return _interval(text)
    days = _by_day(text)
    if days:
        return f"FREQ=WEEKLY;BYDAY={days}"
    if text.startswith(("vierzehn", "zweiw")):
        return "FREQ=WEEKLY;INTERVAL=2"
    if text.startswith("halb"):
        return "FREQ=MONTHLY;INTERVAL=6"
    return {"wöchentlich": "FREQ=WEEKLY", "monatlich": "FREQ=MONTHLY"}.get(text, "")


def rule_atom(text: str, start: int, end: int) -> RuleAtom:
    """Return the atom of a repetition that matched at `start`; its rule may be empty."""
    text = " ".join(text.split())
    rule = _rule(text)
    plural = tuple(WEEKDAYS[name] for name in _DAYS.findall(text)) if text.endswith("s") else ()
    return RuleAtom(start, end, rule, "" if rule else "no_rule", plural)


def weekly(days: tuple[int, ...]) -> str:
    """Return the rule of the given weekdays, 0 is Monday."""
    return "FREQ=WEEKLY;BYDAY=" + ",".join(BYDAY[day] for day in sorted(set(days)))
