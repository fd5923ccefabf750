"""Listings: entries found by structure in any markup; press lists, "
"comments, programmes give none."""

from collections.abc import Callable

import pytest

from model import Extraction, PageKind

Read = Callable[..., Extraction]
ENTRIES = (
    (3, "Workshop Dorfladen", "Gera"),
    (12, "Fachtag Alte Höfe", "Stendal"),
    (28, "Exkursion Moor", "Güstrow"),
)
MARKUP = {
    "li": "<li><a href='/t/{day}'>{name}</a> <span>{day}. Mai 2026, {town}</span></li>",
    "li, date first": "<li>{day}. Mai 2026<br><a href='/t/{day}'>{name}</a><br>{town}</li>",
    "article": (
        "<article class='teaser'><h3><a href='/t/{day}'>{name}</a></h3><p>{day}. Mai 2026</p>"
        "<p>{town}</p><p><a href='/t/{day}'>Weiterlesen</a></p></article>"
    ),
    "tr": (
        "<tr><td>{day:02}.05.2026</td><td><a href='/t/{day}'>{name}</a></td><td>{town}</td></tr>"
    ),
    "div": (
        "<div class='eintrag'><div class='tag'>{day}. Mai 2026, 10 Uhr</div>"
        "<div><a href='/t/{day}'>{name}</a></div><div>Ort: {town}</div></div>"
    ),
}
AROUND = {"li": "ul", "li, date first": "ul", "article": "section", "tr": "table", "div": "div"}


def listing(kind: str, *, heading: str = "Veranstaltungen") -> str:
    rows = "".join(
        MARKUP[kind].format(day=day, name=name, town=town) for day, name, town in ENTRIES
    )
    around = AROUND[kind]
    return f"<body><h1>{heading}</h1><{around}>{rows}</{around}></body>"


@pytest.mark.parametrize("kind", MARKUP)
def test_every_entry_is_one_event(read: Read, kind: str) -> None:
    extraction = read(listing(kind))
    found = [
        (event.when.first_day.day, event.name, event.location and event.location.address_locality)  # type: ignore[union-attr]
        for event in extraction.events
    ]
    assert found == list(ENTRIES)
    assert extraction.page_kind is PageKind.LISTING
    assert [event.url for event in extraction.events] == [
        f"https://www.netzwerk-auenland.example/t/{day}" for day, _, _ in ENTRIES
    ]


@pytest.mark.parametrize("kind", MARKUP)
def test_a_place_of_an_entry_is_only_its_place(read: Read, kind: str) -> None:
    for event in read(listing(kind)).events:
        assert event.location is not None
        assert event.location.name == ""


def test_entries_of_a_plain_text(read: Read) -> None:
    extraction = read(
        "Unsere Veranstaltungen\n\n3. Mai 2026: Workshop Dorfladen\n12. Mai "
        "2026: Fachtag Alte Höfe\n"
        "28. Mai 2026: Exkursion Moor\n",
        content_type="text/plain; charset=utf-8",
    )
    assert [event.name for event in extraction.events] == [name for _, name, _ in ENTRIES]


@pytest.mark.parametrize(
    "markup",
    [
        "<li><span class='pubdate'>{day}.02.2026</span> <a href='/p/{day}'>{name}</a></li>",
        (
            "<li><time class='entry-date'>{day}. Februar "
            "2026</time><h3>{name}</h3><p>Meldung.</p></li>"
        ),
        "<li><a href='/p/{day}'>{name}</a><p>{day}.02.2026 | Pressemitteilung</p></li>",
    ],
)
def test_press_releases_are_no_events(read: Read, markup: str) -> None:
    titles = ("Land fördert Brücke", "Neue Wege für Höfe", "Minister besucht Gera")
    rows = "".join(
        markup.format(day=day, name=name) for day, name in zip((3, 9, 20), titles, strict=True)
    )
    extraction = read(
        f"<h1>Pressemitteilungen</h1><ul>{rows}</ul>", url="https://amt.example/presse/"
    )
    assert extraction.events == ()


def test_comments_are_no_events(read: Read) -> None:
    rows = "".join(
        f"<li><b>{name}</b> schrieb am {day}. Februar 2026: Schöner Beitrag, danke sehr.</li>"
        for day, name in ((3, "Anna"), (9, "Bernd"), (20, "Carla"))
    )
    extraction = read(f"<h1>Höfe im Wandel</h1><ol>{rows}</ol>", url="https://amt.example/blog/1")
    assert extraction.events == ()


@pytest.mark.parametrize("url", ["https://amt.example/seite", "https://amt.example/termine/wege"])
def test_the_days_of_a_programme_are_no_events_of_their_own(read: Read, url: str) -> None:
    extraction = read(
        "<h1>Fachtagung Wege</h1><p>Vom 3. bis 5. Mai 2026 findet in Gera die "
        "Fachtagung Wege statt."
        "</p><h2>Programm</h2><ul><li>3. Mai 2026: Workshop Dorf</li><li>4. "
        "Mai 2026: Workshop Stadt"
        "</li><li>5. Mai 2026: Exkursion Fluss</li></ul>",
        url=url,
    )
    assert [event.name for event in extraction.events] == ["Fachtagung Wege"]


def test_the_hours_of_a_programme_are_no_events(read: Read) -> None:
    extraction = read(
        "<h1>Fachtagung Wege</h1><p>Am 3. Mai 2026 findet in Gera die Fachtagung Wege statt.</p>"
        "<h2>Programm</h2><table><tr><td>10:00 Uhr</td><td>Begrüßung</td></tr><tr><td>11:00 Uhr"
        "</td><td>Vortrag Dorf</td></tr><tr><td>12:00 Uhr</td><td>Workshop</td></tr></table>"
    )
    assert [event.name for event in extraction.events] == ["Fachtagung Wege"]


def test_related_teasers_below_an_event_are_left_out(read: Read) -> None:
    extraction = read(
        "<h1>Fachtagung Wege</h1><p>Am 3. Mai 2026 findet in Gera die Fachtagung Wege statt. Wir "
        "sprechen über Wege zwischen Dorf und Stadt, über Pendler und über Radwege im Winter.</p>"
        "<div class='related'><ul><li><a href='/a'>Workshop Eis</a> 9. Juni 2026</li>"
        "<li><a href='/b'>Workshop Heu</a> 10. Juni 2026</li></ul></div>"
        "<h2>Weitere Veranstaltungen</h2><p>Am 11. Juni 2026 findet das Forum Holz statt.</p>"
    )
    assert [event.name for event in extraction.events] == ["Fachtagung Wege"]


def test_paragraphs_that_tell_of_events_in_sentences_are_prose(
    read: Callable[..., Extraction],
) -> None:
    told = "".join(
        f"<p>Am {day}. Juni 2026 findet in Gera der Workshop „{name}“ statt.</p>"
        for day, name in ((3, "Moor"), (9, "Heide"), (16, "Aue"))
    )
    names = [event.name for event in read(f"<h1>Rundbrief</h1>{told}").events]
    assert [any(word in name for name in names) for word in ("Moor", "Heide", "Aue")] == [True] * 3
    assert not any(name.startswith("findet") for name in names)
