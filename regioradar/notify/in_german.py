"""The mail on troubles in German: subject and plain text. Pure; nothing in it is markup.

What strange pages and files say never stands in the subject.
"""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from model.german import day
from regioradar.health.records import day_of
from regioradar.mailing import heading
from regioradar.notify.deciding import Event, Notice
from regioradar.notify.troubles import Kind
from store import Trouble

_CLOSING = (
    "Jede Störung wird einmal gemeldet, wenn sie beginnt, und einmal, wenn sie vorbei ist.\n"
    "Diese Mail kommt von RegioRadar; ob es sie gibt, steht in der Konfiguration unter [notify]."
)
TEST_SUBJECT = "RegioRadar: Probe"
TEST_TEXT = (
    "Das ist eine Probe (regioradar notify --test): So kämen Meldungen über Störungen an.\n"
    "Es ist nichts geschehen.\n"
)


def subject(notices: Sequence[Notice]) -> str:
    """One line that counts: "RegioRadar: 2 Störungen, 1 behoben"."""
    begun, over = _parts(notices)
    parts = (
        (len(begun), "Störung" if len(begun) == 1 else "Störungen"),
        (len(over), "behoben"),
    )
    return "RegioRadar: " + ", ".join(f"{count} {word}" for count, word in parts if count)


def text(notices: Sequence[Notice], names: Mapping[str, str], *, address: str) -> str:
    """The mail itself.

    `names` are those of the sources by id, `address` is where the review application is reached
    ("": nothing is linked).
    """
    begun, over = _parts(notices)
    blocks: list[str] = []
    if begun:
        blocks += [heading("Neue Störungen", len(begun))]
        blocks += ["\n  ".join(_begun(n.trouble, names, address)) for n in begun]
    if over:
        blocks += [heading("Behoben", len(over))]
        blocks.append("\n".join(f"* {_whom(n.trouble, names)}, {_since(n.trouble)}" for n in over))
    return "\n\n".join([*blocks, _CLOSING]) + "\n"


def _parts(notices: Sequence[Notice]) -> tuple[list[Notice], list[Notice]]:
    begun = [notice for notice in notices if notice.event is Event.BROKEN]
    return begun, [notice for notice in notices if notice.event is Event.RECOVERED]


def _begun(trouble: Trouble, names: Mapping[str, str], address: str) -> Iterator[str]:
    yield f"* {_whom(trouble, names)}, {_since(trouble)}"
    yield trouble.german
    yield trouble.command
    if address and trouble.kind in (Kind.SOURCE_BROKEN, Kind.HELD):
        yield f"{address}quellen/{quote(trouble.subject, safe='')}"


def _whom(trouble: Trouble, names: Mapping[str, str]) -> str:
    name = names.get(trouble.subject, trouble.subject)
    return {
        Kind.SOURCE_BROKEN: name,
        Kind.SOURCE_FILE: f"Quelldatei {trouble.subject}",
        Kind.HELD: f"{name}: zurückgehalten",
        Kind.NOT_PUBLISHED: "Veröffentlichung",
    }[Kind(trouble.kind)]


def _since(trouble: Trouble) -> str:
    since = day(day_of(trouble.since))
    if trouble.ended_at is None:
        return f"seit dem {since}"
    return f"vom {since} bis zum {day(day_of(trouble.ended_at))}"
