"""HTML and text of any type and charset: what `parsers.extract` makes of it is sound."""

from collections.abc import Iterator

from fuzzing import sound
from fuzzing.drawing import choice, own_files, page
from fuzzing.words import DATES, HTML, JSON, PROSE, encoded

WORDS = encoded(HTML, HTML, DATES, PROSE, PROSE, JSON)
TYPES = (
    "text/html; charset=utf-8", "text/html", "text/html; charset=iso-8859-1", "text/plain",
    "text/plain; charset=utf-8", "application/xhtml+xml", "", "text/html; charset=undefined",
    "unsinn/;;charset=", "text/plain; charset=utf-16", "text/html; charset=utf-7", "image/png",
)  # fmt: skip
URLS = (
    "https://www.netzwerk-auenland.example/aktuell/seite",
    "https://www.netzwerk-auenland.example/termine/2026/03/tagung-20260503",
    "https://www.netzwerk-auenland.example/presse/fachtag-land-in-sicht-am-3-mai",
    "",
)
SOURCES = ("auenland", "bmwe", "expertrainee", "mitteldeutschland", "mr4b", "raum_energie")
DAYS = ("", "2026-02-20", "2017-04", "Unsinn", "2026-02-20T10:00:00+01:00")


def check(data: bytes) -> None:
    """Three bytes choose type, address, source and day of publication; the rest is the body."""
    kind, url, day = choice(data, 0, TYPES), choice(data, 1, URLS), choice(data, 2, DAYS)
    source = choice(data, 2, SOURCES)
    sound.read(page(data[3:], url=url, content_type=kind, published=day, source_id=source))


def seeds() -> Iterator[bytes]:
    """The pages of the replica sites, the goldens, and some pieces."""
    yield from (b"\0\0\0" + body for body in own_files("*.html"))
    yield from (b"\3\0\0" + body for body in own_files("*.txt", most=5000))
    yield b"\0\1\0<h1>Fachtag</h1><p>Am 3. Mai 2026, 10 bis 16 Uhr, in Gera</p>"
