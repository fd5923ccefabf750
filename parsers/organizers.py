"""Who holds an event: the subject of an invitation, "veranstaltet von", labels, known names.

Speakers, patrons, moderators, sponsors and guests are left out; empty is often right.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from model import Evidence, Organizer, clean_text, fold
from parsers.candidate import Found
from parsers.context import Context
from parsers.organizer_patterns import (
    AS_HOST,
    CASED_MARKER,
    DATED,
    DETERMINER,
    EVENT_OF,
    MARKER,
    NAME_STOPS,
    NOMINAL,
    NOT_NAMES,
    PASSIVE,
    PERSON,
    SEPARABLE,
    SPLIT,
    SUBJECT_AFTER,
    SUBJECT_BEFORE,
    TOGETHER,
    TRAILING,
    WE,
)
from parsers.organizer_patterns import INVITES as INVITES
from parsers.sentences import MAX_SENTENCE


def organizers_in(text: str, offset: int, context: Context) -> list[Found[Organizer]]:
    """Return who holds the event that `text` (a sentence at `offset`) tells of, best first."""
    text = text[:MAX_SENTENCE]
    for rule, start, who, rest in _statements(text):
        names = [*_names(who, rule), *_companions(rest)]
        found = [
            _found(name, start + offset, len(who), who, rule, context)
            for name in names
            if _is_organization(name, context)
        ]
        if found:
            return _unique(found)
    we = WE.search(text)
    if we and context.organizer is not None:
        evidence = Evidence(
            quote=we[0], start=offset + we.start(), end=offset + we.end(), rule="organizer.we",
            confidence=0.8,
        )  # fmt: skip
        return [Found(value=context.organizer, evidence=evidence)]
    return []


def organizers_of_label(value: str, start: int, context: Context) -> list[Found[Organizer]]:
    """Return the organisers that stand beside a label "Veranstalter"."""
    found = []
    parts = _merged_lines(value)
    for number, part in enumerate(parts):
        name = TRAILING.sub("", clean_text(part)).strip(" .,;:-–")
        if not 2 <= len(name) <= 160 or re.search(r"\d{5}|@|https?:|www\.|Tel", name):
            continue
        if re.search(r"(?:straße|str\.|platz|weg|allee)\s+\d", name, re.IGNORECASE):
            continue
        if number > 0 and re.search(r"\s\d{1,3}\s?[a-z]?$", name):
            continue  # below a name, a line that ends with a house number is its street
        found.append(_found(name, start, len(value), value, "organizer.label", context, 0.95))
    return _unique(found)


def known(name: str, context: Context) -> Organizer | None:
    """Return the known organisation that bears `name`, in whatever case, or abbreviates to it."""
    wanted, short = _stems(name), fold(name)
    for organization in context.known_organizations:
        if wanted == _stems(organization.name) or short == fold(organization.alternate_name):
            return organization
    return None


@lru_cache(maxsize=2048)
def _stems(name: str) -> tuple[str, ...]:
    """The words of a name without endings of case: "der Europäischen ..." is the same name."""
    return tuple(re.sub(r"(?<=\w{4})(?:en|es|er|em|e|s)$", "", word) for word in fold(name).split())


def _statements(text: str) -> Iterator[tuple[str, int, str, str]]:
    for rule, pattern in (
        ("organizer.label_word", NOMINAL),
        ("organizer.as_host", AS_HOST),
        ("organizer.passive", PASSIVE),
        ("organizer.subject", SUBJECT_BEFORE),
        ("organizer.inverted", SUBJECT_AFTER),
    ):
        for hit in pattern.finditer(text):
            groups = hit.groupdict()
            verb, rest = groups.get("verb") or "", groups.get("rest") or ""
            if verb and not _verb_holds(verb, rest):
                continue
            yield rule, hit.start("who"), hit["who"], rest if verb else text[hit.end() :]
    own = EVENT_OF.search(text)
    if own:
        yield "organizer.genitive", own.start("who"), own["who"], ""


def _verb_holds(verb: str, rest: str) -> bool:
    for stem, needed in sorted(SEPARABLE.items(), key=lambda item: -len(item[0])):
        if verb.startswith(stem):
            return re.search(needed, rest) is not None
    return True


def _names(who: str, rule: str) -> list[str]:
    names = []
    for number, part in enumerate(SPLIT.split(_before_stop(who))):
        bare = _bare(part)
        oblique = rule == "organizer.genitive" or bool(re.match(r"(?:dem|den)\s", part.strip()))
        names.append(_nominative(bare) if oblique and (number or rule) else bare)
    return [_trimmed(name) for name in names if name.strip()]


def _companions(rest: str) -> list[str]:
    hit = TOGETHER.search(rest)
    if not hit:
        return []
    return [_trimmed(_nominative(_bare(part))) for part in SPLIT.split(_before_stop(hit["who"]))]


def _before_stop(who: str) -> str:
    cut = NAME_STOPS.search(who)
    return who[: cut.start()] if cut else who


def _bare(part: str) -> str:
    """A name without its article and without "Vereins", "Netzwerks" before a proper name."""
    bare = re.sub(rf"^(?:und\s+)?{DETERMINER}\s+", "", part.strip())
    return re.sub(r"^(?:Vereins|Verbands|Bündnisses|Projekts)\s+(?=[A-ZÄÖÜ„])", "", bare)


def _trimmed(name: str) -> str:
    name = TRAILING.sub("", name).strip(" ,;:")
    return name if re.search(r"\be\.\s?V\.$|\bmbH$|\bCo\.$", name) else name.rstrip(".")


_NEUTER_HEAD = re.compile(
    r"(?:institut|ministerium|amt|netzwerk|zentrum|bündnis|forum|büro|land|cluster)s?\b", re.I
)


def _nominative(name: str) -> str:
    """ "Deutschen Institut für ..." to "Deutsches Institut ...", the first adjective only."""
    hit = re.match(r"([A-ZÄÖÜ][\wäöüß]+)en\s+([A-ZÄÖÜ][\wäöüß-]+)", name)
    if not hit:
        return name
    ending = (
        "es"
        if _NEUTER_HEAD.search(hit[2])
        else "e"
        if re.search(
            r"(?:gesellschaft|agentur|ung|region|kammer|stiftung|universität|akademie)$",
            hit[2],
            re.I,
        )
        else "er"
    )
    return hit[1] + ending + name[hit.end(1) + 2 :]


def _is_organization(name: str, context: Context) -> bool:
    if not 2 <= len(name) <= 140 or PERSON.match(name) or NOT_NAMES.match(name):
        return False
    if known(name, context) is not None:
        return True
    if DATED.search(name):
        return False
    return bool(MARKER.search(name) or CASED_MARKER.search(name))


def _found(
    name: str, start: int, length: int, quote: str, rule: str, context: Context,
    confidence: float = 0.85,
) -> Found[Organizer]:  # fmt: skip
    organization = _organizer(_balanced(name), context)
    evidence = Evidence(
        quote=quote, start=start, end=start + length, rule=rule, confidence=confidence
    )
    return Found(value=organization, evidence=evidence)


def _organizer(name: str, context: Context) -> Organizer:
    """The known organisation, or one with its abbreviation in brackets taken apart."""
    hit = re.fullmatch(r"(.{6,}?)\s*\(([A-ZÄÖÜ][\w!&-]{1,15})\)", name)
    if hit is None:
        return known(name, context) or Organizer(name=name)
    found = known(hit[1], context) or known(hit[2], context)
    return found or Organizer(name=hit[1], alternate_name=hit[2])


def _balanced(name: str) -> str:
    if name.count("(") > name.count(")"):
        name = (
            name + ")"
            if re.search(r"\([A-ZÄÖÜ][\w-]{1,14}$", name)
            else name.split("(")[0] or name.replace("(", "")
        )
    return name.strip()


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
