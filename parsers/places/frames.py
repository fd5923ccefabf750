"""What a town does in its sentence: place of an event, part of a name, home, dateline, address.

One frame for each name, from the words before and behind it. Pure text; which town is meant is
decided elsewhere.
"""

import re
from dataclasses import replace

from model import fold
from parsers.places.frame_words import (
    ADJECTIVE,
    ARTICLES,
    BEFORE_ARTICLE,
    CHAIN,
    COMPANY,
    CONTRACTED,
    DETERMINERS,
    EARLIER,
    EMPLOYED,
    EVENT_WORDS,
    HOST_BEFORE,
    HOUSE_WORDS,
    IN_TOWN_BEHIND,
    INTO,
    LINKS,
    LIST,
    LIST_GAP,
    NAME_WORD,
    NOUN_BEHIND,
    PLACE_NOUN,
    POSTCODE,
    PREPOSITIONS,
    QUOTES,
    SEAT,
    SUBJECT,
    WALK,
    WINDOW,
    WRAPPED_LINE,
)
from parsers.places.layout import bare, behind_comma, dateline
from parsers.places.names import NameHit
from parsers.places.nouns import is_street, noun_kind
from parsers.places.roles import Frame, Role, Surroundings
from parsers.places.sections import Sections
from parsers.places.words import TITLES, first_names

_SEAT_OF_A_BODY = 0.5  # a body's seat: enough beside the date of its event, not far from it


def frame_of(
    text: str, hit: NameHit, previous: tuple[int, Frame] | None, sections: Sections
) -> Frame | None:
    """Return the frame of a name, None where it is no town (a street, a surname, half a word).

    `previous` is the end and frame of the name before it, which a list hands on; `sections` are
    the labels of the text.
    """
    start = hit.start
    if start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
        return _second_half(hit, previous)
    at = _surroundings(text, hit, sections.at(hit.start))
    if hit.adjective:
        return _adjective(at)
    if hit.name in first_names() and re.match(r"[ -][A-ZÄÖÜ]", at.right):
        return None
    if at.words and _is_title(at.words[-1]):
        return Frame(Role.PERSON, "surname", 0.8)
    found = (
        _address(at)
        or _handed_on(text, hit, previous)
        or _located(at)
        or _house(at)
        or (Frame(Role.EVENT, "host", 0.85) if HOST_BEFORE.search(at.left) else None)
        or _inside_name(at)
        or _preposition(at)
        or (Frame(Role.EVENT, "host", 0.85) if SUBJECT.match(at.right) else None)
        or dateline(text, hit)
        or behind_comma(at)
        or bare(at)
    )
    if EARLIER.match(at.right):
        return Frame(Role.OTHER, "an earlier year", 0.8)
    return _weighed(found, at)


def _surroundings(text: str, hit: NameHit, section: str) -> Surroundings:
    begin, start = max(0, hit.start - WINDOW), hit.start
    broken = text.rfind("\n", begin, start)
    if broken >= 0:
        line = text.rfind("\n", max(0, broken - WRAPPED_LINE - 1), broken) + 1
        begin = broken + 1 if broken - line < WRAPPED_LINE else max(begin, line)
    left = text[begin:start]
    return Surroundings(
        hit=hit,
        left=left,
        words=tuple(left.split()),
        right=text[hit.end : hit.end + WINDOW],
        section=section,
        nearby=text[max(0, start - 170) : hit.end + 120].lower(),
    )


def _second_half(hit: NameHit, previous: tuple[int, Frame] | None) -> Frame | None:
    if previous and previous[0] == hit.start - 1 and previous[1].role is not Role.EVENT:
        return previous[1]
    return None


def _is_title(word: str) -> bool:
    """Return whether a word stands before a person's name: a first name or a title."""
    if not word[:1].isupper() or word[-1] in ",;:!?":
        return False
    folded = fold(word)
    return folded in first_names() or folded.split(" ")[-1] in TITLES


def _address(at: Surroundings) -> Frame | None:
    """A postcode stands before it."""
    if not at.words or not POSTCODE.fullmatch(at.words[-1].lstrip("(")):
        return None
    if at.section in ("contact", "organisation", "person"):
        return Frame(Role.CONTACT, "postcode", 0.9)
    return Frame(Role.EVENT, "postcode", 0.95)


def _handed_on(text: str, hit: NameHit, previous: tuple[int, Frame] | None) -> Frame | None:
    """One of several towns in a list: they share what the first one does."""
    if previous is None or hit.start - previous[0] > LIST_GAP:
        return None
    gap, frame = text[previous[0] : hit.start], previous[1]
    if frame.role is Role.ORGANISATION and CHAIN.fullmatch(gap):
        return frame
    if LIST.fullmatch(gap) and not frame.rule.startswith(("postcode", "house", "surname")):
        return replace(frame, rule=frame.rule.removesuffix(", list") + ", list")
    return None


def _located(at: Surroundings) -> Frame | None:
    """A preposition of place stands before it: "in", "nach", "im sächsischen"."""
    index = len(at.words) - 1
    while index > len(at.words) - 3 and index >= 0 and _is_adjective(at.words[index]):
        index -= 1
    if index < 0:
        return None
    word = at.words[index].lstrip(QUOTES).lower()
    adjectives = len(at.words) - 1 - index
    if word not in INTO and not (word == "im" and adjectives):
        return _in_the_city(at)
    if index and at.words[index - 1].lower() in ("statt", "anstatt", "nicht"):
        return Frame(Role.OTHER, "instead of", 0.7)
    if _is_topic(at.words[:index]):
        return Frame(Role.OTHER, "topic", 0.5)
    if index and SEAT.fullmatch(at.words[index - 1]) and "gastgeb" not in at.nearby:
        return Frame(Role.CONTACT, "seat", 0.7)
    if word == "in" and _is_body(at.words[:index]):
        return Frame(Role.EVENT, "in", _SEAT_OF_A_BODY)
    sure = 0.7 if word == "nach" else 0.75
    if any(word in at.nearby for word in EVENT_WORDS):
        sure += 0.1
    return Frame(Role.EVENT, "to" if word == "nach" else "in", sure)


def _is_topic(before: tuple[str, ...]) -> bool:
    """Return whether a noun that is talked of stands before: "es geht um die Brücke in Aue"."""
    words = before[-3:]
    return (
        len(words) == 3
        and words[0] == "um"
        and words[1] in ("die", "das", "den", "eine", "einen", "ein")
        and words[2][:1].isupper()
        and words[2][-1].isalnum()
    )


def _is_body(before: tuple[str, ...]) -> bool:
    """Return whether a body's name of several words stands before: "der Stiftung Wald in Gera"."""
    index = len(before)
    while index > max(0, len(before) - HOUSE_WORDS) and NAME_WORD.fullmatch(before[index - 1]):
        index -= 1
    name = before[index:]
    if len(name) < 2 or (index and before[index - 1].lower() in CONTRACTED):
        return False
    return noun_kind(name[0]) in ("institution", "organisation")


def _in_the_city(at: Surroundings) -> Frame | None:
    """A noun for a town stands before it: "in der Stadt", "in der schönen Gemeinde"."""
    words = at.words[-4:]
    if len(words) < 3 or not PLACE_NOUN.fullmatch(words[-1]):
        return None
    rest = words[:-2] if _is_adjective(words[-2]) else words[:-1]
    inside = len(rest) > 1 and rest[-2].lower() == "in" and rest[-1] in ARTICLES
    return Frame(Role.EVENT, "in", 0.75) if inside else None


def _is_adjective(word: str) -> bool:
    return word not in DETERMINERS and ADJECTIVE.fullmatch(word) is not None


def _house(at: Surroundings) -> Frame | None:
    """The last word of a house in which one meets: "im Schützenhaus Essel"."""
    index = len(at.words)
    while index > max(0, len(at.words) - HOUSE_WORDS) and _in_name(at.words[index - 1]):
        index -= 1
    name = at.words[index:]
    before = at.words[index - 1].lstrip(QUOTES).lower() if index else ""
    if name and name[0] in ARTICLES and before in BEFORE_ARTICLE:
        name, before = name[1:], f"{before} {name[0]}"  # "in der" + "der" taken for a link
    elif before in ARTICLES and index > 1 and at.words[index - 2].lower() in BEFORE_ARTICLE:
        before = f"{at.words[index - 2].lower()} {before}"
        index -= 1
    elif before not in CONTRACTED:
        return None
    kinds = [noun_kind(word.strip(QUOTES)) for word in name]
    if any(word.startswith(("digital", "virtuell")) for word in name):
        return Frame(Role.ORGANISATION, "house's name", 0.7)
    if "building" in kinds:
        if IN_TOWN_BEHIND.match(at.right):
            return Frame(Role.ORGANISATION, "house's name", 0.7)
        return Frame(Role.EVENT, "house and town", 0.85)
    if "institution" not in kinds:
        return None
    named = IN_TOWN_BEHIND.match(at.right) or "landesvertretung" in fold(" ".join(name))
    employed = index > 1 and EMPLOYED.fullmatch(at.words[index - 2])
    if named or employed or before in ("zum", "zur", "beim", "bei der"):
        return Frame(Role.ORGANISATION, "organisation's name", 0.8)
    return Frame(Role.EVENT, "institution and town", 0.7)


def _in_name(word: str) -> bool:
    return word in LINKS or NAME_WORD.fullmatch(word) is not None or _is_adjective(word)


def _inside_name(at: Surroundings) -> Frame | None:
    """Part of the name of an organisation, a region or a house: "Universität Jena"."""
    if COMPANY.match(at.right):
        return Frame(Role.ORGANISATION, "company's name", 0.85)
    if at.words and at.words[-1][-1:] not in ",;:.|":
        kind = noun_kind(at.words[-1].strip(QUOTES))
        if kind and at.words[-1].lstrip(QUOTES)[:1].isupper():
            return Frame(Role.ORGANISATION, f"{kind}'s name", 0.8)
    return None


def _preposition(at: Surroundings) -> Frame | None:
    word = at.words[-1].lstrip(QUOTES).lower() if at.words else ""
    if word not in PREPOSITIONS:
        return None
    if word == "aus":
        return Frame(Role.PERSON, "home", 0.7)
    if word in ("von", "vom") and len(at.words) > 1 and fold(at.words[-2]) in TITLES:
        return Frame(Role.PERSON, "office", 0.85)
    if word == "durch" and len(at.words) > 1 and WALK.fullmatch(at.words[-2]):
        return Frame(Role.EVENT, "through", 0.75)
    if word == "auf":
        return Frame(Role.EVENT, "on", 0.6)
    return Frame(Role.OTHER, "preposition", 0.5)


def _weighed(frame: Frame, at: Surroundings) -> Frame:
    """Under a label of place even an organisation's town counts; a compound's first half less."""
    part = frame.role in (Role.ORGANISATION, Role.OTHER, Role.DATELINE)
    if at.section == "place" and part and frame.rule != "preposition":
        frame = Frame(Role.EVENT, f"label, {frame.rule}", 0.6)
    if frame.rule in ("bare", "behind a comma") and re.match(r"[-‑][^\W\d_]", at.right):
        return Frame(Role.OTHER, "compound", 0.3)
    return frame


def _adjective(at: Surroundings) -> Frame | None:
    """A town's adjective: "im Essener Unperfekthaus"; not "Berliner Straße"."""
    noun = NOUN_BEHIND.match(at.right)
    if noun is None:
        return None
    kind = noun_kind(noun.group(1))
    if kind != "building" and is_street(noun.group(1)):
        return None
    before = [word.lstrip(QUOTES).lower() for word in at.words[-2:]]
    last = before[-1] if before else ""
    placed = last in ("im", "ins", "auf", "am", "in")
    if placed or (len(before) > 1 and last in ARTICLES and before[0] in BEFORE_ARTICLE - {"bei"}):
        return Frame(Role.EVENT, "adjective", 0.75 if kind == "building" else 0.55)
    if kind in ("organisation", "institution"):
        return Frame(Role.ORGANISATION, "adjective", 0.7)
    opens = not before or last in ARTICLES or last in ("vom", "zum", "zur", "beim", "und", "von")
    return Frame(Role.OTHER, "adjective", 0.5) if opens or last[-1] == "." else None
