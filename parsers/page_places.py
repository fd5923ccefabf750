"""What a page tells of place for all its events: the house of a series, a house's town, its own.

Asked only for what nothing nearer to an event says; a town of the page itself is inferred.
"""

import re
from dataclasses import replace
from functools import cached_property

from model import Evidence, Place, fold
from parsers.candidate import Candidate, Found
from parsers.passages import Passages
from parsers.place_facts import NOT_HERE, found_place, joined
from parsers.places import (
    PlaceHint,
    Role,
    TownMention,
    find_towns,
    place_in,
    place_of,
)

_SERIES = re.compile(
    r"\b(?:[Jj]eweils|[Ss]ämtliche|(?:[Ii]mmer|[Ss]tets) (?:am|an|um|im|in|zur)"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|sonnabends"
    r"|(?:sofern|wenn|soweit|falls) nichts? ander(?:s|es)"
    r"|(?:[Aa]lle|[Dd]ie)(?: \w+en)? (?:\w*(?:[Vv]orträge|[Vv]eranstaltungen|[Tt]ermine|[Aa]bende"
    r"|[Nn]achmittage|[Tt]reffen|[Ss]itzungen|[Kk]urse|[Ss]eminare|[Ww]orkshops|[Ll]esungen"
    r"|[Gg]espräche|[Aa]ufführungen|[Kk]onzerte|[Ff]ührungen)|[Rr]eihe)"
    r" (?:find|begin|gib|sind|ist))"
)
_OPEN_HOURS = re.compile(
    r"\b(?:geöffnet|Öffnungszeit\w*|Sprechstunde\w*|Bürozeit\w*|besetzt|erreichbar|geschlossen)\b"
)
_BARE = ("bare", "behind a comma")
_REGION = re.compile(
    r"(?:[Rr]egion|[Kk]reis|[Rr]evier|[Gg]ebiet|[Rr]aum|[Bb]ezirk|[Vv]erbund|[Vv]erband|[-/]"
    r"|\b(?:[Dd]e[rmn]|[Dd]ie|[Dd]as))\s?$"
)
_HOUSE_WORD = re.compile(r"[^\W\d_]{4,}")
_SERIES_SURE = 0.6
_ELSEWHERE_SURE = 0.6
_TOWN_SURE = 0.4
_TITLE_LINE = 120
_REACH = 6000
_MOST_PLACES = 12


class PagePlaces:
    """The places that a page tells once for several events; each is looked for when asked."""

    def __init__(self, passages: Passages, hint: PlaceHint) -> None:
        self._passages = passages
        self._document = passages.document
        self.hint = hint

    def completed(self, candidate: Candidate, found: list[Found[Place]]) -> list[Found[Place]]:
        """Return the places found for a candidate, completed by what the page says for all."""
        if len(found) > 1 or (found and not found[0].evidence.end):
            return found
        if not found or not (found[0].value.name or found[0].value.street_address):
            series = self._series_of(candidate)
            if series is not None:
                found = [joined(found[0], series) if found else series]
        if not found or found[0].value.address_locality:
            return found
        place = found[0].value
        town = (self._told_elsewhere(place) if place.name else None) or self._own_town
        return [found[0] if town is None else _with_town(found[0], town)]

    def _series_of(self, candidate: Candidate) -> Found[Place] | None:
        """The place of a series: the last one told before a candidate, else the first behind."""
        at = candidate.start
        near = [found for found in self._series if abs(found.evidence.start - at) < _REACH]
        before = [found for found in near if found.evidence.start < at]
        for found in [*reversed(before), *near[len(before) :]]:
            if self._passages.same_section(found.evidence.start, at):
                return found
        return None

    @cached_property
    def _series(self) -> list[Found[Place]]:
        text = self._document.text
        found = []
        for start, end in self._passages.sentences:
            if _SERIES.search(text, start, end) is None or self._passages.taken(start, end):
                continue
            if NOT_HERE.search(text, start, end) or _OPEN_HOURS.search(text, start, end):
                continue
            reading = place_in(text[start:end], hint=self.hint)
            if reading is not None and (reading.place.name or reading.place.street_address):
                found.append(
                    found_place(text, start, reading, rule="place.series", sure=_SERIES_SURE)
                )
        return found

    def _told_elsewhere(self, place: Place) -> Found[Place] | None:
        """The same house where the page tells its town: "in der Lohnhalle der Zeche in Ahlen"."""
        words = _HOUSE_WORD.findall(place.name)
        if not words:
            return None
        text, longest = self._document.text, max(words, key=len)
        spans = [span for span in self._passages.sentences if longest in text[slice(*span)]]
        own, towns = set(fold(place.name).split()), {}
        for start, end in spans[:_MOST_PLACES]:
            reading = place_in(text[start:end], hint=self.hint)
            if reading is None or not reading.place.address_locality:
                continue
            if own <= set(fold(reading.place.name).split()):
                town = reading.place.address_locality
                towns[town] = found_place(
                    text, start, reading, rule="place.house", sure=_ELSEWHERE_SURE
                )
        return next(iter(towns.values())) if len(towns) == 1 else None

    @cached_property
    def _own_town(self) -> Found[Place] | None:
        """The one town that title and head of the page name, else that of its dateline."""
        return self._town_of_head or self._town_of_dateline

    @cached_property
    def _town_of_head(self) -> Found[Place] | None:
        document = self._document
        lines = [document.title, document.meta.get("og:site_name", "")]
        for start, end in self._passages.opening:
            if not self._passages.taken(start, end):
                lines += document.text[start:end].split("\n")
        towns = [
            mention
            for line in lines
            if len(line) < _TITLE_LINE and line[-1:] != "."
            for mention in find_towns(line, hint=self.hint)
            if _of_the_page(line, mention)
        ]
        return _only(towns, "place.town of the page")

    @cached_property
    def _town_of_dateline(self) -> Found[Place] | None:
        spans = self._passages.opening
        texts = (self._document.text[a:b] for a, b in spans if b - a > _TITLE_LINE)
        towns = [town for text in texts for town in find_towns(text, hint=self.hint)]
        return _only([town for town in towns if town.role is Role.DATELINE], "place.dateline")


def _of_the_page(line: str, town: TownMention) -> bool:
    """Whether a town is the page's own and no letter's place or part of a region's name.

    Not so "Gera, 3. Mai", "Wirtschaftsregion Aalen", "Aalen-Ostalb", "Rückkehr an den Bodensee".
    """
    if town.role not in (Role.EVENT, Role.ORGANISATION) and town.rule not in _BARE:
        return False
    if town.rule == "town and date":
        return False
    if line[town.end : town.end + 1] in ("-", "/"):
        return False
    return _REGION.search(line, 0, town.start) is None


def _only(mentions: list[TownMention], rule: str) -> Found[Place] | None:
    """The town of mentions that name a single one, inferred; it stands in no words of the event."""
    towns = {town.municipality.name: town for town in mentions if town.municipality is not None}
    if len(towns) != 1 or any(town.municipality is None for town in mentions):
        return None
    (mention,) = towns.values()
    place = place_of(mention.municipality, written=mention.text)
    evidence = Evidence(quote=mention.text, start=0, end=0, rule=rule, confidence=_TOWN_SURE)
    return Found(value=place, evidence=evidence)


def _with_town(house: Found[Place], town: Found[Place]) -> Found[Place]:
    """A house with the town that is told elsewhere: its rule says so, it is no surer than that."""
    told = house.evidence
    evidence = replace(
        told,
        rule=f"{told.rule}; {town.evidence.rule}",
        confidence=min(told.confidence, town.evidence.confidence),
    )
    return Found(value=joined(house, town).value, evidence=evidence)
