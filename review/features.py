"""What the comparison of two events found, in German, and whether it speaks for one event or two.

Takes the features as the store keeps them (named as `matching` names them); decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Speaks(StrEnum):
    """What a feature speaks for."""

    ONE = "one"
    TWO = "two"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that was found, in words; `share` (0 to 1) where the degree says more."""

    text: str
    speaks: Speaks
    share: float | None = None


_DEGREES = {
    "title": ("Titel stimmen überein", "Titel haben wenig gemeinsam"),
    "organizer": ("Derselbe Veranstalter", "Andere Veranstalter"),
    "venue": ("Dasselbe Haus", "Andere Häuser"),
}
_PARTLY = {
    "title": "Titel stimmen zum Teil überein",
    "organizer": "Vielleicht derselbe Veranstalter",
    "venue": "Vielleicht dasselbe Haus",
}
_MIDDLE, _MUCH = 0.45, 0.7

_VALUES: Mapping[str, Mapping[str, tuple[str, Speaks] | None]] = {
    "days": {
        "same days": ("Dieselben Tage", Speaks.ONE),
        "same first day": ("Derselbe erste Tag", Speaks.ONE),
        "one within the other": ("Der eine liegt innerhalb des anderen", Speaks.TWO),
        "moved from one to the other": ("Vom einen Tag auf den anderen verlegt", Speaks.ONE),
        "not known": ("Ein Tag ist nicht bekannt", Speaks.NOTHING),
        "one is known roughly": ("Ein Tag ist nur ungefähr bekannt", Speaks.NOTHING),
        "other days": ("Andere Tage", Speaks.TWO),
    },
    "time": {
        "not known": None,
        "same hour": ("Dieselbe Uhrzeit", Speaks.ONE),
        "within half an hour": ("Beginn keine halbe Stunde auseinander", Speaks.NOTHING),
        "other hour": ("Andere Uhrzeit", Speaks.TWO),
    },
    "town": {
        "unknown": None,
        "same": ("Derselbe Ort", Speaks.ONE),
        "perhaps": ("Vielleicht derselbe Ort", Speaks.NOTHING),
        "another bearer of the name": ("Ein anderer Ort desselben Namens", Speaks.TWO),
        "different": ("Andere Orte", Speaks.TWO),
    },
    "town told by title or house": {
        "unknown": None,
        "same": ("Derselbe Ort laut Titel oder Haus", Speaks.ONE),
        "perhaps": ("Vielleicht derselbe Ort laut Titel oder Haus", Speaks.NOTHING),
        "another bearer of the name": ("Laut Titel oder Haus ein Ort gleichen Namens", Speaks.TWO),
        "different": ("Anderer Ort laut Titel oder Haus", Speaks.TWO),
    },
}

_FLAGS = {
    "each title says something else": ("Jeder Titel hat ein eigenes Thema", Speaks.TWO),
    "title says nothing": ("Der Titel allein sagt wenig", Speaks.NOTHING),
    "one motto, two subtitles": ("Ein Motto, zwei Untertitel", Speaks.ONE),
    "told by the text": ("Der Text des einen nennt den anderen", Speaks.ONE),
    "titles in two languages": ("Titel in zwei Sprachen", Speaks.ONE),
    "motto and name": ("Einmal das Motto, einmal der Name", Speaks.ONE),
    "headline and name": ("Einmal eine Schlagzeile, einmal der Name", Speaks.ONE),
    "text of one holds the title of the other": (
        "Der Text des einen enthält den Titel des anderen", Speaks.ONE,
    ),
    "same edition": ("Dieselbe Nummer oder Ausgabe", Speaks.ONE),
    "same kind of event, other subject": ("Gleiche Art, anderes Thema", Speaks.TWO),
    "other kind of event": ("Andere Art von Veranstaltung", Speaks.TWO),
    "role on one side only": ("Nur einer nennt einen Programmteil", Speaks.TWO),
    "opening or closing on one side only": ("Nur einer ist Auftakt oder Abschluss", Speaks.TWO),
    "part on one side only": ("Nur einer nennt einen Teil", Speaks.TWO),
    "hour moved": ("Die Uhrzeit wurde verlegt", Speaks.ONE),
    "both online": ("Beide online", Speaks.ONE),
    "neither house nor organizer": ("Weder Haus noch Veranstalter gemeinsam", Speaks.TWO),
    "headline of a report": ("Einer klingt nach Bericht", Speaks.ONE),
    "one links to the other": ("Eine Seite verlinkt die andere", Speaks.ONE),
    "same site": ("Beide stehen auf derselben Website", Speaks.TWO),
    "remembered": ("Waren schon einmal ein Termin", Speaks.ONE),
}  # fmt: skip

_DOUBTS = {
    "no exact day": "Kein genauer Tag",
    "one day of several": "Ein einzelner von mehreren Tagen",
    "an evening of several days": "Der Abend einer mehrtägigen Veranstaltung",
    "much longer": "Einer dauert viel länger",
    "other hour": "Andere Uhrzeit",
    "other house": "Andere Häuser",
    "other town in title or house": "Anderer Ort laut Titel oder Haus",
    "another town of the name": "Ein anderer Ort desselben Namens",
    "other town": "Andere Orte",
    "other organizer": "Andere Veranstalter",
    "part on one side only": "Nur einer nennt einen Teil",
    "one is held all over the country": "Einer findet bundesweit statt",
    "one title names two events": "Ein Titel nennt zwei Veranstaltungen",
    "other kind of event": "Andere Art von Veranstaltung",
    "each title has a subject of its own": "Jeder Titel hat ein eigenes Thema",
    "titles share nothing": "Titel haben nichts gemeinsam",
    "title says nothing": "Der Titel allein sagt wenig",
    "titles share no subject": "Titel haben kein gemeinsames Thema",
}
"""What keeps a high score from joining by itself."""

_VETOES = {
    "edition": "Verschiedene Ausgaben",
    "year": "Verschiedene Jahre im Titel",
    "part": "Verschiedene Teile",
    "opening and closing": "Auftakt und Abschluss",
    "part and whole": "Teil und Ganzes",
    "two sessions": "Zwei Sitzungen an einem Tag",
    "town": "Zwei Orte",
    "house": "Zwei Häuser auf derselben Website",
    "one page tells of both": "Eine Seite nennt beide nebeneinander",
}
"""What keeps two from ever being joined without a person."""

_LIKELY, _PERHAPS = 0.5, 0.3


def features_of(found: Mapping[str, Any]) -> tuple[Feature, ...]:
    """All that says something, in the order in which the comparison found it, doubts first.

    A name that is not known here stands as it is: better in English than not at all.
    """
    told = [_feature(name, value) for name, value in _in_order(found)]
    unique = {feature.text: feature for feature in told if feature is not None}
    return tuple(unique.values())


def _in_order(found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(found.items(), key=lambda item: (item[0] != "veto", item[0] != "doubt"))


def _feature(name: str, value: Any) -> Feature | None:
    if name == "veto":
        return Feature(text=_VETOES.get(str(value), str(value)), speaks=Speaks.TWO)
    if name == "doubt":
        return Feature(text=_DOUBTS.get(str(value), str(value)), speaks=Speaks.TWO)
    if name in _DEGREES:
        return _degree(name, value)
    if name in _VALUES:
        told = _VALUES[name].get(str(value), (f"{name}: {value}", Speaks.NOTHING))
        return Feature(text=told[0], speaks=told[1]) if told is not None else None
    text, speaks = _FLAGS.get(name, (f"{name}: {value}", Speaks.NOTHING))
    return Feature(text=text, speaks=speaks)


def _degree(name: str, value: Any) -> Feature:
    share = float(value)
    same, other = _DEGREES[name]
    if share >= _MUCH:
        return Feature(text=same, speaks=Speaks.ONE, share=share if name == "title" else None)
    if share >= _MIDDLE:
        return Feature(text=_PARTLY[name], speaks=Speaks.NOTHING, share=share)
    return Feature(text=other, speaks=Speaks.TWO)


def likeness(score: float) -> str:
    """Return how alike two are, in words."""
    if score >= _LIKELY:
        return "wahrscheinlich ein Termin"
    return "vielleicht ein Termin" if score >= _PERHAPS else "eher zwei Termine"
