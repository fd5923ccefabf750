"""Who holds an event: the subject of an invitation, "veranstaltet von", labels, known names.

Speakers, patrons, moderators, sponsors and guests are left out; empty is often right.
"""

import re
from collections.abc import Iterator

from model import Evidence, Organizer, clean_text, fold
from parsers.candidate import Found
from parsers.context import Context
from parsers.organizer_names import (
    holds_office,
    is_generic,
    is_organization,
    names_of,
    organizer,
    trimmed,
)
from parsers.organizer_patterns import (
    NOT_HOSTS,
    SEPARABLE,
    STATEMENTS,
    TOGETHER,
    WE,
    WE_INVITE,
    WITH,
)
from parsers.sentences import MAX_SENTENCE

_OBLIQUE = ("passive", "genitive", "welcome")
_SPEECH = re.compile("„[^„“”]*[“”]")
_STEMS = sorted(SEPARABLE, key=lambda stem: -len(stem))
_PLURAL = re.compile(r"(?:en|[^s]s|er|e|innen)$")
_SINGULAR = re.compile(
    r"(?:ung|schaft|[hk]eit|gion|gruppe|stadt|gemeinde|stelle|agentur|kammer|akademie|stiftung|tät"
    r"|schule|tive|anz|GmbH|AG|LAG|RAG|IHK|HWK|union|kommission|kirche|bank|kasse|zentrale|partei"
    r"|genossenschaft|anstalt|bibliothek|werkstatt|e|[A-ZÄÖÜ]{2,})$"
)


def organizers_in(
    text: str, offset: int, context: Context, owner: Organizer | None = None
) -> list[Found[Organizer]]:
    """Return who holds the event that `text` (a sentence at `offset`) tells of, best first.

    `owner` is who speaks on the page: "wir", "der Verbund" without a name of its own.
    """
    text = text[:MAX_SENTENCE]
    owner = owner or context.organizer
    for rule, start, who, rest in _statements(text):
        oblique = rule in _OBLIQUE
        names = names_of(who, oblique=oblique)
        hosts = [n for n in names if _may_hold(n, context, by_office=not oblique)]
        if hosts:
            partners = [n for n in _partners(text, rest) if is_organization(n, context)]
            rule = f"organizer.{rule}"
            return _unique(
                [_found(name, start + offset, who, rule, context) for name in hosts + partners]
            )
        if owner is not None and is_generic(names[0] if names else "") and _is(owner, names[0]):
            return [_of_owner(owner, start + offset, who, "organizer.owner")]
    pattern = WE if context.organizer is not None else WE_INVITE
    we = pattern.search(_SPEECH.sub(lambda hit: " " * len(hit[0]), text))
    if we and owner is not None:
        partners = [n for n in _partners(text, "") if is_organization(n, context)]
        start = offset + we.start()
        return [
            _of_owner(owner, start, we[0], "organizer.we"),
            *(_found(name, start, we[0], "organizer.with_us", context) for name in partners),
        ]
    return []


def organizers_of_label(value: str, start: int, context: Context) -> list[Found[Organizer]]:
    """Return the organisers that stand beside a label "Veranstalter"."""
    found = []
    parts = _merged_lines(value)
    for number, part in enumerate(parts):
        name = trimmed(clean_text(part)).strip(" ,;:-–")
        if not 2 <= len(name) <= 160 or re.search(r"\d{5}|@|https?:|www\.|Tel", name):
            continue
        if re.search(r"(?:straße|str\.|platz|weg|allee)\s+\d", name, re.IGNORECASE):
            continue
        if number > 0 and re.search(r"\s\d{1,3}\s?[a-z]?$", name):
            continue  # below a name, a line that ends with a house number is its street
        own, _, more = name.partition(" mit ")
        partners = [n for n in names_of(more, oblique=True) if is_organization(n, context)]
        names = [trimmed(own), *partners] if partners else [name]
        found += [_found(n, start, value, "organizer.label", context, 0.95) for n in names]
    return _unique(found)


def _statements(text: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield the rule, the place and words of the names, and what follows them."""
    for statement in STATEMENTS:
        if not any(word in text for word in statement.needs):
            continue
        for hit in statement.pattern.finditer(text):
            groups = hit.groupdict()
            verb, case = groups.get("verb") or "", groups.get("case") or ""
            rest = hit["rest"] if "rest" in groups else text[hit.end() :]
            if verb and not _verb_holds(verb, rest):
                continue
            if case in ("der", "von der") and not _one_body(hit["who"]):
                continue
            if case.startswith("v") and NOT_HOSTS.search(text, 0, hit.start("who")):
                continue
            yield statement.rule, hit.start("who"), hit["who"], rest


def _verb_holds(verb: str, rest: str) -> bool:
    """Whether a verb, with what stands behind it, says that somebody holds an event."""
    for stem in _STEMS:
        if verb.startswith(stem):
            return re.search(SEPARABLE[stem], rest) is not None
    return True


def _one_body(who: str) -> bool:
    """Whether "der ..." is one body and not many: "der IHK", not "der Regionalmanagements"."""
    first = re.match(r"[„\"(]?(?:[A-ZÄÖÜ][a-zäöü]+en\s)?([A-ZÄÖÜ][\w-]*)", who)
    if first is None:
        return False
    return bool(_SINGULAR.search(first[1])) or not _PLURAL.search(first[1])


def _may_hold(name: str, context: Context, *, by_office: bool) -> bool:
    return is_organization(name, context) or (by_office and holds_office(name))


def _partners(text: str, rest: str) -> list[str]:
    """Who holds it too: "gemeinsam mit ..." anywhere, "mit dem ..." behind the host."""
    hit = TOGETHER.search(text) or WITH.search(rest)
    return names_of(hit["who"], oblique=True) if hit else []


def _is(owner: Organizer, generic: str) -> bool:
    return fold(generic) in fold(owner.name) or fold(generic) in fold(owner.alternate_name)


def _found(
    name: str, start: int, quote: str, rule: str, context: Context, confidence: float = 0.85
) -> Found[Organizer]:
    evidence = Evidence(
        quote=quote, start=start, end=start + len(quote), rule=rule, confidence=confidence
    )
    return Found(value=organizer(name, context), evidence=evidence)


def _of_owner(owner: Organizer, start: int, quote: str, rule: str) -> Found[Organizer]:
    evidence = Evidence(quote=quote, start=start, end=start + len(quote), rule=rule, confidence=0.8)
    return Found(value=owner, evidence=evidence)


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
