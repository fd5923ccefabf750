"""The mail to staff in German: subject and plain text. Pure; nothing in it is markup.

Names of events come from strange pages: they stand in lines of their own, cut to a length, and
never in the subject.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from feeds import words
from model import Event
from model.german import stamp, when_words
from regioradar.digest.deciding import Digest
from regioradar.health import SourceHealth
from regioradar.health.in_german import sentence
from regioradar.mailing import heading
from review.words import WHY
from store import QueueItem, Why

_LONGEST_NAME = 120
_LONGEST_PLACE = 60

_SAID_BY_THE_PART = frozenset((Why.NEW, Why.CHANGED))


def subject(digest: Digest) -> str:
    """One line that counts what is told: "RegioRadar: 3 neu, 1 geändert, 1 Quelle gestört"."""
    sources, well = len(digest.broken), len(digest.recovered)
    parts = (
        (len(digest.pressing), "bald und unsicher"),
        (len(digest.changed), "geändert"),
        (len(digest.new), "neu"),
        (sources, "Quelle gestört" if sources == 1 else "Quellen gestört"),
        (well, "Quelle wieder in Ordnung" if well == 1 else "Quellen wieder in Ordnung"),
    )
    told = ", ".join(f"{count} {what}" for count, what in parts if count)
    return f"RegioRadar: {told or 'nichts Neues'}"


def text(digest: Digest, names: Mapping[str, str], *, address: str, listed: int) -> str:
    """The mail itself, up to `listed` events a part.

    `names` are those of the sources by id, `address` is where the review application is reached
    ("": nothing is linked).
    """
    parts = (
        ("Bald und unsicher", digest.pressing, "bald"),
        ("Geändert seit der Prüfung", digest.changed, "geaendert"),
        ("Neu", digest.new, "neu"),
    )
    blocks = [_opening(digest)]
    for title, items, tab in parts:
        if items:
            shown = [_item(item, names, address) for item in items[:listed]]
            blocks.append("\n\n".join([heading(title, len(items)), *shown]))
            if len(items) > listed:
                where = f": {address}?liste={tab}" if address else " in der Warteschlange."
                blocks.append(f"Und {len(items) - listed} weitere{where}")
    blocks += _sources(digest, names, address)
    return "\n\n".join([*blocks, _closing(digest, address)]) + "\n"


def _opening(digest: Digest) -> str:
    if digest.since is None:
        return "Das ist die erste Übersicht: alles, was in der Warteschlange steht."
    return f"Neu seit der letzten Übersicht vom {stamp(digest.since)}:"


def _item(item: QueueItem, names: Mapping[str, str], address: str) -> str:
    lines = [
        _cut(item.event.name or "(ohne Titel)", _LONGEST_NAME),
        " · ".join(_facts(item.event, _named(item.source_ids, names))),
        "; ".join(WHY[why] for why in item.reasons if why not in _SAID_BY_THE_PART),
        f"{address}termin/{quote(item.uid, safe='')}" if address else "",
    ]
    return "\n  ".join(["* " + lines[0], *(line for line in lines[1:] if line)])


def _facts(event: Event, sources: str) -> Iterator[str]:
    yield when_words(event.when) if event.when is not None else "Termin offen"
    place = _cut(words.town(event) or words.place(event), _LONGEST_PLACE)
    if place:
        yield place
    if sources:
        yield sources


def _named(source_ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(source_id, source_id) for source_id in source_ids)


def _sources(digest: Digest, names: Mapping[str, str], address: str) -> Iterator[str]:
    if digest.broken:
        shown = [_source(health, names, address) for health in digest.broken]
        yield "\n\n".join([heading("Quellen gestört", len(digest.broken)), *shown])
    if digest.recovered:
        yield "Wieder in Ordnung: " + _named(digest.recovered, names)
    if digest.still_broken:
        yield "Weiterhin gestört: " + _named(digest.still_broken, names)


def _source(health: SourceHealth, names: Mapping[str, str], address: str) -> str:
    lines = [f"* {names.get(health.source_id, health.source_id)}", f"  {sentence(health)}"]
    if address:
        lines.append(f"  {address}quellen/{quote(health.source_id, safe='')}")
    return "\n".join(lines)


def _closing(digest: Digest, address: str) -> str:
    waiting = digest.waiting
    lines: Sequence[str] = (
        f"In der Warteschlange {'steht 1 Termin' if waiting == 1 else f'stehen {waiting} Termine'}"
        + (f": {address}" if address else "."),
        "Diese Mail kommt von RegioRadar und nur dann, wenn es etwas Neues gibt. Wer sie bekommt,"
        " steht in der Konfiguration unter [mail].",
    )
    return "\n".join(lines)


def _cut(line: str, longest: int) -> str:
    """The text on one line, cut with an ellipsis at that length."""
    line = " ".join(line.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
