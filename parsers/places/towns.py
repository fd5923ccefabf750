"""Towns in running text, each with its place in the sentence and the bearer that is meant."""

import re
from dataclasses import dataclass

from parsers.places.bearers import Choice, PlaceHint, settle
from parsers.places.frames import frame_of
from parsers.places.gazetteer import Municipality, gazetteer
from parsers.places.names import NameHit, scan, scan_page
from parsers.places.result import PlaceReading, place_of
from parsers.places.roles import Frame, Role
from parsers.places.sections import Sections

NO_HINT = PlaceHint()

_OPEN_FACTOR = 0.5
_FACTORS = {"dominant": 0.9, "size": 0.85, "company": 0.9, "land": 0.9, "region": 0.92}
_PHRASE_END = re.compile(
    r"\s*(?:[.,;:!?)“\"«|]|$|\n|statt\b|ein\b|am\b|vom\b|zum\b|zur\b|und\b|trafen\b|\(|gibt\b|findet\b)"
)
_EVENT_BEFORE = re.compile(
    r"(?:[Ff]orum|[Dd]ialog|[Tt]ag|[Tt]age|[Tt]agung|[Kk]onferenz|[Kk]ongress|[Mm]esse|[Mm]arkt|[Ff]est|"
    r"[Gg]espräche?|[Tt]reffen|[Ss]tammtisch|[Ww]erkstatt|[Ww]orkshop|[Gg]ipfel|[Rr]unde|[Ss]ymposium|"
    r"[Vv]eranstaltung|[Bb]örse|[Mm]arathon|[Ll]auf|[Ww]oche|[Nn]acht|[Ss]eminar|[Rr]undgang|[Cc]amp|"
    r"[Aa]bend|[Ss]itzung|[Bb]arcamp|\bin)\s+(?:\d{4}\s+)?$|[,|(–]\s*$"
)
_NAME_END = re.compile(r"\s*(?:'?\d{2,4})?\W*")
_NUMBERED = re.compile(
    r"\s+(?:\d{1,2}(?!\d|\.\s?(?:\d|Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|[A-Z]\b)"
)
_STRONG = ("postcode", "label", "host", "dateline")
_LIKELY = ("in", "to", "in, list", "to, list", "house and town", "house, town", "date and town")
_WELL_KNOWN_RANK = 50
_IN_AN_EVENT = 0.8  # what a frame has when words of an event stand nearby


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMention:
    """A town named in a text.

    `text` stands at the offsets `start` to `end` (exclusive). `municipality` is None where several
    of the `candidates` may be meant. `role` says what the town is named for, `rule` which frame
    saw it, `settled_by` what decided between the bearers. `confidence`, from 0 to 1, is that the
    role and the town are right.
    """

    start: int
    end: int
    text: str
    municipality: Municipality | None
    candidates: tuple[Municipality, ...]
    role: Role
    rule: str
    settled_by: str
    confidence: float


def find_towns(text: str, *, hint: PlaceHint = NO_HINT) -> list[TownMention]:
    """Return the towns named in `text`, in order.

    Names that are also words, persons or regions are returned only where their frame says that a
    town is meant. Empty for a text without towns; nothing is raised.
    """
    mentions = []
    previous: tuple[int, Frame] | None = None
    hits = (scan_page(text) if text is hint.text else scan(text)).hits
    sections = Sections(text) if hits else None
    for hit in hits:
        frame = frame_of(text, hit, previous, sections) if sections else None
        if frame is None:
            continue
        choice = settle(text, hit, hint)
        if not _admitted(text, hit, frame, choice, hint):
            continue
        mention = _mention(text, hit, frame, choice)
        mentions.append(mention)
        previous = (mention.end, frame)
    return mentions


def town_of_name(name: str, *, hint: PlaceHint = NO_HINT) -> PlaceReading | None:
    """Return the town that ends the name of an event: "Energieforum Bingen 2026", "... in Gera".

    Only behind the word for an event or "in": "Mitgliederversammlung Landkreis Gera" names a body.
    """
    for hit in scan(name).hits[-1:]:
        choice = settle(name, hit, hint)
        end = hit.qualifier_end if choice.by == "qualifier" else hit.end
        before = hit.start == 0 or _EVENT_BEFORE.search(name, 0, hit.start) is not None
        if hit.adjective or not before or not _NAME_END.fullmatch(name, end):
            continue
        common = gazetteer().common.get(hit.name) in ("word", "person", "region")
        if choice.town is None or (common and not _called_town(name[hit.start : hit.end], hint)):
            continue
        return PlaceReading(
            place=place_of(choice.town, written=name[hit.start : end]),
            start=hit.start,
            end=end,
            rule="town of the event's name",
            confidence=0.6,
            inferred=True,
            municipality=choice.town,
        )
    return None


def _mention(text: str, hit: NameHit, frame: Frame, choice: Choice) -> TownMention:
    end = hit.qualifier_end if choice.by == "qualifier" else hit.end
    factor = _OPEN_FACTOR if choice.town is None else _FACTORS.get(choice.by, 1.0)
    return TownMention(
        start=hit.start,
        end=end,
        text=text[hit.start : end],
        municipality=choice.town,
        candidates=choice.candidates,
        role=frame.role,
        rule=frame.rule,
        settled_by=choice.by,
        confidence=round(frame.confidence * factor, 3),
    )


def _admitted(text: str, hit: NameHit, frame: Frame, choice: Choice, hint: PlaceHint) -> bool:
    """Return whether a name that is also a common word is meant as a town here."""
    kind = gazetteer().common.get(hit.name)
    if kind is None or hit.adjective or choice.by in ("qualifier", "postcode"):
        return True
    if _NUMBERED.match(text, hit.end) and kind in ("word", "weak"):
        return frame.rule == "postcode"
    if frame.role is Role.OTHER and kind != "region":
        return False
    if kind == "region" or frame.rule.startswith(_STRONG):
        return True
    known = choice.town is not None and choice.town.rank >= _WELL_KNOWN_RANK
    if kind in ("weak", "person") or known:
        return frame.rule in _LIKELY or frame.rule.startswith("institution")
    backed = choice.by in ("qualifier", "land beside it", "full name on the page", "region")
    backed = backed or _called_town(text[hit.start : hit.end], hint)
    if frame.rule in ("in", "to"):
        return backed or (_ends_phrase(text, hit) and frame.confidence >= _IN_AN_EVENT)
    return frame.rule in _LIKELY and (backed or _ends_phrase(text, hit))


def _called_town(name: str, hint: PlaceHint) -> bool:
    """Return whether the page says that a name is a town's: "die Stadt Singen"."""
    return any(f"{kind} {name}" in hint.text for kind in ("Stadt", "Gemeinde", "Kreisstadt"))


def _ends_phrase(text: str, hit: NameHit) -> bool:
    return _PHRASE_END.match(text, hit.end) is not None
