"""Who holds an event: the organisation of a passage that the most telling cue speaks of; labels.

Speakers, patrons, moderators, sponsors and guests are left out; empty is often right.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from model import Evidence, Organizer, clean_text, fold
from parsers.candidate import Found
from parsers.context import Context
from parsers.hosts.cues import Cue, Group, cue_of, cue_of_verb, is_partner
from parsers.hosts.host_words import WE, WE_INVITE
from parsers.hosts.mentions import Mention, mentions_in
from parsers.hosts.names import (
    fuller_name,
    is_generic,
    is_organization,
    name_of,
    organizer,
    trimmed,
)
from parsers.hosts.organization_words import LEGAL, is_acronym
from parsers.sentences import MAX_SENTENCE, sentences

_SPEECH = re.compile("„[^„“”]*[“”]")
_OFFICE = re.compile(
    r"\b(?P<who>(?:(?:Landr[aä]t|(?:Ober|Samtgemeinde)?[Bb]ürgermeister"
    r"|(?:Bundes|Landes|Staats)?[Mm]inister|Regierungspräsident)(?:in)?|Staatssekretär(?:in)?)"
    r"\s+(?:(?:Dr|Prof)\.\s+)*[A-ZÄÖÜ][\w-]+\s+[A-ZÄÖÜ][\w-]+)"
)
_JOINED = re.compile(
    r"\s*(?:,|;|(?:,\s*)?(?:und|sowie|&|wie auch|als auch))\s*(?:(?:mit|von|vom|durch)\s+)?"
)
_AND = re.compile(r"und|sowie|&|als auch|wie auch")
_WITH = re.compile(r"[^.;:]{0,120}?\bmit\s")
_FORM = re.compile(r"(?:Ich|Wir|Diese[rs]?|Teilnahme|Anmeldung|Vorname|Nachname|Name|E-Mail)\b")
_FIRST_PERSON = ("wir", "Wir", "nser", " uns", "lade ich", "Ich lade", "ich lade")
_PRONOUN = re.compile(r"(?:Er|Sie|Es)\s")


MAX_MENTIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks on the page, what stands around: for "wir", "er", "der Verein".

    `earlier` ends and `later` begins where the passage does; `later` is the rest of its sentence.
    """

    context: Context
    owner: Organizer | None = None
    own_day: bool = False
    earlier: str = ""
    later: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Who holds an event by one passage, with the weight of what says so."""

    found: list[Found[Organizer]]
    weight: float


NOBODY = Hosts([], 0.0)


def hosts_in(text: str, offset: int, speaker: Speaker) -> Hosts:
    """Return who holds the event that `text` (a sentence at `offset`) tells of."""
    text = text[:MAX_SENTENCE]
    groups = list(_groups(mentions_in(text)[:MAX_MENTIONS], text))
    text += speaker.later
    best: tuple[Cue, Group] | None = None
    for group in groups:
        cue = cue_of(text, group, own_day=speaker.own_day)
        if (
            cue is not None
            and (best is None or cue.weight > best[0].weight)
            and any(_named(text, member, speaker) for member in group.members)
        ):
            best = (cue, group)
    if best is None:
        return _spoken(text, offset, groups, speaker)
    cue, group = best
    hosts = [*group.members, *_partners(text, groups, group)]
    found = [
        _found(who, text, member, offset, cue)
        for member in hosts
        if (who := _named(text, member, speaker)) is not None
    ]
    return Hosts(_unique(found), cue.weight)


def organizers_of_label(value: str, start: int, context: Context) -> list[Found[Organizer]]:
    """Return the organisers that stand beside a label "Veranstalter"."""
    found = []
    parts = _merged_lines(value)
    for number, part in enumerate(parts):
        name = trimmed(clean_text(part)).strip(" ,;:-–")
        if (
            not 2 <= len(name) <= 160
            or _FORM.match(name)
            or re.search(r"\d{5}|@|https?:|www\.|Tel", name)
        ):
            continue
        if re.search(r"(?:straße|str\.|platz|weg|allee)\s+\d", name, re.IGNORECASE):
            continue
        if number > 0 and re.search(r"\s\d{1,3}\s?[a-z]?$", name):
            continue  # below a name, a line that ends with a house number is its street
        names = _row(name)
        if number > 0 and not any(is_organization(one, context) for one in names):
            continue
        for one in names:
            evidence = Evidence(
                quote=value, start=start, end=start + len(value), rule="organizer.label",
                confidence=0.95,
            )  # fmt: skip
            found.append(Found(value=organizer(one, context), evidence=evidence))
    return _unique(found)


def _row(line: str) -> list[str]:
    """The bodies that a line names: "A und B", "A mit dem B"; the line itself where it is one."""
    own, _, more = line.partition(" mit ")
    partners = [name_of(more, mention) for mention in mentions_in(more)] if more else []
    groups = list(_groups(mentions_in(own), own))
    if len(groups) == 1 and groups[0].first.whole == 0:
        end = groups[0].end
        seat = own[end : end + 1] == "," and LEGAL.search(own, 0, end) is not None
        if (end == len(own) and len(groups[0].members) > 1) or seat:
            return [*(name_of(own, member) for member in groups[0].members), *partners]
    return [trimmed(own), *partners] if partners else [line]


def _groups(mentions: list[Mention], text: str) -> Iterator[Group]:
    """Organisations in a row are one group; after a comma alone a seat or a parent follows."""
    row: list[Mention] = []
    for mention in mentions:
        if row and not _continues(row[-1], mention, text):
            yield _closed(row, text)
            row = []
        row.append(mention)
    if row:
        yield _closed(row, text)


def _continues(last: Mention, mention: Mention, text: str) -> bool:
    between = text[last.end : mention.start]
    joined = _JOINED.match(between)
    if joined is None:
        return False
    words = between[joined.end() :].split()
    return len(words) <= 2 and all(word.islower() for word in words)


def _closed(row: list[Mention], text: str) -> Group:
    """A row that no "und" ends is one name with what it belongs to: "Fachgebiet X, Uni Y"."""
    if len(row) > 1:
        gaps = [text[a.end : b.whole] for a, b in itertools.pairwise(row)]
        if not any(_AND.search(gap) for gap in gaps):
            row = row[:1]
    return Group(row)


def _partners(text: str, groups: list[Group], host: Group) -> list[Mention]:
    """Who holds it too: "gemeinsam mit ..." anywhere, "mit dem ..." behind the host."""
    return [
        member
        for group in groups
        if group is not host
        and (
            is_partner(text, group)
            or (
                group.first.preposition == "mit"
                and group.first.article
                and group.first.whole - host.end < 60
                and _WITH.fullmatch(text[host.end : group.first.start].rsplit(" ", 1)[0] + " ")
            )
        )
        for member in group.members
    ]


def _spoken(text: str, offset: int, groups: list[Group], speaker: Speaker) -> Hosts:
    """Who holds it where no organisation is said to: a person of office, "wir", "er"."""
    told = _by_office(text, offset) or _by_pronoun(text, offset, speaker)
    if told is not None:
        return told
    if not any(word in text for word in _FIRST_PERSON):
        return NOBODY
    pattern = WE if speaker.context.organizer is not None else WE_INVITE
    we = pattern.search(_SPEECH.sub(lambda hit: " " * len(hit[0]), text))
    if we is None:
        return NOBODY
    found = [
        _found(who, text, member, offset, Cue("with_us", 0.8))
        for group in groups
        if is_partner(text, group)
        for member in group.members
        if (who := _named(text, member, speaker)) is not None
    ]
    if speaker.owner is not None:
        evidence = _evidence(we[0], offset + we.start(), "organizer.we", 0.8)
        found.insert(0, Found(value=speaker.owner, evidence=evidence))
    return Hosts(_unique(found), 0.8) if found else NOBODY


def _by_office(text: str, offset: int) -> Hosts | None:
    """Persons by office who invite: "Dazu hatten Landrätin X und Bürgermeister Y eingeladen"."""
    people = list(_OFFICE.finditer(text))
    if not people or not re.search(r"\b(?:lädt|laden|lud|luden|eingeladen)\b", text):
        return None
    first = people[0]
    row = [first]
    for person in people[1:]:
        if re.fullmatch(r"\s*(?:,|und|sowie)\s*", text[row[-1].end() : person.start()]):
            row.append(person)
    stand_in = Mention(first.start(), row[-1].end(), first.start(), "", "", "")
    cue = cue_of(text, Group([stand_in]), own_day=False)
    if cue is None or cue.rule not in ("subject", "clause"):
        return None
    found = [
        Found(
            value=Organizer(name=person["who"]),
            evidence=_evidence(person[0], offset + person.start(), "organizer.office", 0.8),
        )
        for person in row
    ]
    return Hosts(found, 0.8)


def _by_pronoun(text: str, offset: int, speaker: Speaker) -> Hosts | None:
    """ "Er lädt ... ein": the subject of the sentence before."""
    pronoun = _PRONOUN.match(text)
    if pronoun is None or not speaker.earlier:
        return None
    cue = cue_of_verb(text, pronoun.end(), own_day=speaker.own_day)
    if cue is None:
        return None
    start, end = sentences(speaker.earlier)[-1]
    earlier = speaker.earlier[start:end]
    place = offset - len(speaker.earlier) + start
    for member in mentions_in(earlier):
        who = _named(earlier, member, speaker) if member.acts else None
        if who is not None:
            rule = Cue("pronoun", min(cue.weight, 0.8))
            return Hosts([_found(who, earlier, member, place, rule)], rule.weight)
    return None


def _named(text: str, member: Mention, speaker: Speaker) -> Organizer | None:
    """The organisation that a mention names; None for a kind of body without a name."""
    name = name_of(text, member)
    owner = speaker.owner
    if member.article.startswith(("unser", "euer")) and owner is not None:
        return owner
    if " " not in name and (is_generic(name) or not is_acronym(name)):
        if owner is not None and _is(owner, name):
            return owner
        name = fuller_name(name, speaker.page) or ("" if is_generic(name) else name)
    return organizer(name, speaker.context) if is_organization(name, speaker.context) else None


def _is(owner: Organizer, generic: str) -> bool:
    return fold(generic) in fold(owner.name) or fold(generic) in fold(owner.alternate_name)


def _found(who: Organizer, text: str, member: Mention, offset: int, cue: Cue) -> Found[Organizer]:
    quote = text[member.start : member.end]
    evidence = _evidence(quote, offset + member.start, f"organizer.{cue.rule}", cue.weight)
    return Found(value=who, evidence=evidence)


def _evidence(quote: str, start: int, rule: str, confidence: float) -> Evidence:
    return Evidence(
        quote=quote, start=start, end=start + len(quote), rule=rule, confidence=confidence
    )


def _merged_lines(value: str) -> list[str]:
    parts = [part for part in re.split(r"\s*\n\s*|\s*;\s*", value) if part]
    if len(parts) == 1 and value.count(",") and len(value) > 60:
        parts = [p for p in re.split(r",\s+(?=[A-ZÄÖÜ])", value) if p]
    return parts


def _unique(found: list[Found[Organizer]]) -> list[Found[Organizer]]:
    seen: dict[str, Found[Organizer]] = {}
    for item in found:
        seen.setdefault(fold(item.value.name), item)
    return list(seen.values())
