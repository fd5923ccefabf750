"""Whether one attends in person, online or both, by the words of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model import AttendanceMode

_FORMAT = (
    r"(?:[\w-]*(?:veranstaltung|seminar|konferenz|tagung|workshop|vortrag|talk|kurs|forum|dialog|"
    r"treffen|meeting|sprechstunde|format|event|gespräch|kongress|reihe|sitzung"
    r"|schulung|feierabend|"
    r"stammtisch|messe|runde|termin|auftakt|versammlung|werkstatt|symposium|barcamp"
    r"|session|diskussion|"
    r"ankommen|podium|einführung|präsentation|sprechtag)(?:en|e|s|n|reihe|tag)?)\b"
)
_ONLINE = re.compile(
    rf"\bonline-?{_FORMAT}|\b(?:digital|virtuell)e[nmrs]?\s+(?:[\w-]+\s+)?{_FORMAT}"
    r"|\b(?:digital|virtuell)e[nmrs]?\s+(?:[\w-]+\s+)?(?:akademie|raum|haus|saal|bühne)\b"
    r"|\bweb-?(?:seminar|talk|konferenz|workshop|meeting)\w*|\bwebinar\w*|\bwebcast\b"
    r"|\bvideo-?(?:konferenz|meeting|call)\w*"
    r"|\b(?:per|via|über|mit|auf|in|als)\s+(?:zoom|ms[ -]teams|microsoft[ -]teams"
    r"|teams|webex|skype|"
    r"cisco webex|bigbluebutton|bbb|goto\w*|jitsi|video(?:schalte|stream)?)\b"
    r"|\bzoom(?:-\w+)?\b|\b(?:ms|microsoft)[ -]teams\b|\bwebex\b|\bbigbluebutton\b"
    r"|\b(?:online|digital|virtuell)"
    r"(?=\s+(?:statt|teil|durchgeführt|abgehalten|ausgerichtet|veranstaltet))"
    r"|(?:\b(?:per|im|via)\s+)?\blive-?stream\b|\bim\s+internet\s+übertragen\b"
    r"|\bverleg\w*(?:[^.!?\n]|(?<=\d)\.){0,60}?\bins\s+(?:netz|internet)\b|\bins\s+(?:netz|internet)\s+verlegt\b",
    re.IGNORECASE,
)
# "online" by itself is a place where a place is expected: alone, behind a comma, in brackets.
_ONLINE_PLACE = re.compile(
    r"(?:^|[,(|:·•–\n-]\s{0,3}|\b(?:nur|rein|komplett|vollständig|ausschließlich)\s+)"
    r"((?:online|digital|virtuell)(?:\s*\([^()\n]{1,30}\))?)(?=\s*(?:[,.)|;·•–!\n]|$|-\s))",
    re.IGNORECASE,
)
_NOT_THE_EVENT = re.compile(
    r"\bonline-?(?:anmeld|formular|umfrage|befragung|magazin|shop|redaktion|portal|zeitung|handel|"
    r"service|dienst|registrier|buchung|tool|beteiligung|angebot)\w*"
    r"|\b(?:anmeld\w*|registrier\w*|buch(?:en|ung)\w*|tickets?|abrufbar|verfügbar|einsehbar)"
    r"[^.!?\n]{0,20}(?:\d\.[^.!?\n]{0,9}){0,3}[^.!?\n]{0,20}?\bonline\b"
    r"|\bonline\s+(?:anmeld|abruf|verfügbar|gehen|gestellt|zugänglich|einseh|buch"
    r"|registrier|finden|"
    r"unter)\w*",
    re.IGNORECASE,
)
_PRESENCE = re.compile(
    r"\b(Präsenz(?:veranstaltung|termin|seminar|format)?\b|[Vv]or Ort\b"
    r"(?=\s*(?:und|oder|sowie|/|&|als auch|statt|,|\)|$)))"
)
_GONE_BEFORE = re.compile(
    r"\b(?:war|wäre|statt|anstatt|anstelle|nicht|keine?|ursprünglich|zunächst|ohne)\b[^.!?\n]{0,25}$",
    re.IGNORECASE,
)
_GONE_BEHIND = re.compile(r"\s*(?:war\b|wäre\b|geplant)")
_HYBRID = re.compile(
    r"\bhybrid(?:e[nmrs]?|-?(?:veranstaltung|format|tagung|konferenz|seminar|event"
    r"|sitzung|kongress|"
    r"workshop)\w*)?\b"
    r"(?![\s-]*(?:antrieb|fahrzeug|kraftwerk|energie|motor|auto|netz|modell|arbeit|sorte|system))",
    re.IGNORECASE,
)
# Each pattern needs one of these; a page without them is not read further.
_KEYWORDS = (
    "online", "digital", "virtuell", "web", "video", "zoom", "teams", "stream", "hybrid", "präsenz",
    "vor ort", "internet", "ins netz", "bbb", "bigblue", "skype", "jitsi", "goto",
)  # fmt: skip
_AROUND = 120
_BY_ITSELF = re.compile(r"\b(?:online|digital|virtuell)\b", re.IGNORECASE)
_ALSO = re.compile(
    r"\b(?:sowie|auch|zusätzlich|zugleich|parallel|wahlweise|sowohl)\b[^.!?\n]{0,25}$"
    r"|\w\s+(?:und|oder|&|\+|/)\s+(?:(?:per|im|als|via)\s+)?$",
    re.IGNORECASE,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceReading:
    """How one attends, with the words that say so at the offsets `start` to `end` (exclusive)."""

    mode: AttendanceMode
    start: int
    end: int
    quote: str
    rule: str


def online_mode(text: str) -> AttendanceReading | None:
    """Return how one attends the event that `text` speaks of, None where it does not say.

    A registration or an offer that is online says nothing of the event. A live stream beside
    something else, and presence beside online, are both (`MIXED`).
    """
    windows = _windows(text)
    hybrid = _first(_HYBRID, text, windows)
    if hybrid:
        return _reading(AttendanceMode.MIXED, text, *hybrid, "hybrid")
    present = _presence(text, windows)
    online = _online(text, windows, beside_presence=present is not None)
    if online is None:
        if present is None:
            return None
        return _reading(AttendanceMode.OFFLINE, text, *present, "in presence")
    if present is not None:
        begin, end = min(present[0], online[0]), max(present[1], online[1])
        return _reading(AttendanceMode.MIXED, text, begin, end, "presence and online")
    if _ALSO.search(text, max(0, online[0] - 40), online[0]):
        return _reading(AttendanceMode.MIXED, text, *online, "online as well")
    return _reading(AttendanceMode.ONLINE, text, *online, "online")


def mode_words(text: str) -> list[int]:
    """Return where a word stands that any pattern needs, in order; [0] where that is not known."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" grows when lowered: then the offsets would not hold
        return [0]
    places = []
    for word in _KEYWORDS:
        position = lowered.find(word)
        while position >= 0:
            places.append(position)
            position = lowered.find(word, position + 1)
    return sorted(places)


def _windows(text: str) -> list[Span]:
    """Return the passages around the words that any pattern needs: patterns read no others."""
    if len(text) <= 2 * _AROUND:
        return [(0, len(text))]
    windows: list[Span] = []
    for position in mode_words(text):
        begin, end = max(0, position - _AROUND), min(len(text), position + _AROUND)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((begin, end))
    return windows


def _matches(pattern: re.Pattern[str], text: str, windows: list[Span]) -> Iterator[re.Match[str]]:
    for begin, end in windows:
        yield from pattern.finditer(text, begin, end)


def _first(pattern: re.Pattern[str], text: str, windows: list[Span]) -> Span | None:
    return next((match.span() for match in _matches(pattern, text, windows)), None)


def _online(text: str, windows: list[Span], *, beside_presence: bool) -> Span | None:
    spoiled = [match.span() for match in _matches(_NOT_THE_EVENT, text, windows)]
    found = [match.span() for match in _matches(_ONLINE, text, windows)]
    found += [match.span(1) for match in _matches(_ONLINE_PLACE, text, windows)]
    if beside_presence:
        found += [match.span() for match in _matches(_BY_ITSELF, text, windows)]
    found.sort()
    return next((s for s in found if not any(a < s[1] and s[0] < b for a, b in spoiled)), None)


def _presence(text: str, windows: list[Span]) -> Span | None:
    for match in _matches(_PRESENCE, text, windows):
        gone = _GONE_BEFORE.search(text, max(0, match.start() - 40), match.start())
        if not gone and not _GONE_BEHIND.match(text, match.end()):
            return match.span(1)
    return None


def _reading(mode: AttendanceMode, text: str, start: int, end: int, rule: str) -> AttendanceReading:
    return AttendanceReading(mode=mode, start=start, end=end, quote=text[start:end], rule=rule)
