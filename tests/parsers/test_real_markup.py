"""What whole pages of municipal calendars and of blogs taught, each rule in words of our own."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, Extraction, When

Read = Callable[..., Extraction]


def starts(extraction: Extraction) -> list[tuple[str, object]]:
    return [
        (event.name, event.when.start)
        for event in extraction.events
        if isinstance(event.when, When)
    ]


def test_the_date_of_an_events_entry_is_no_publication(read: Read) -> None:
    """Also in a name like "event-entry-2-date", and the bold house above it is not its name."""
    rows = "".join(
        f"<div class='row event-entry-2'><div class='event-entry-2-date'>"
        f"<time datetime='2026-05-{day:02}'>{day:02}. Mai 2026</time></div><div>"
        f"<div class='event-entry-2-daytime'><time>18:00</time> Uhr</div>"
        f"<p><strong class='event-entry-2-location'>{house}</strong></p>"
        f"<h5 class='event-entry-2-headline'><a href='/v/{day}'>{name}</a></h5></div></div>"
        for day, house, name in ((4, "Alte Mühle", "Spieleabend"), (9, "Pfarrsaal", "Singekreis"))
    )
    extraction = read(f"<h1>Veranstaltungen</h1>{rows}")
    assert starts(extraction) == [
        ("Spieleabend", datetime(2026, 5, 4, 18, tzinfo=BERLIN)),
        ("Singekreis", datetime(2026, 5, 9, 18, tzinfo=BERLIN)),
    ]
    assert [event.location and event.location.name for event in extraction.events] == [
        "Alte Mühle",
        "Pfarrsaal",
    ]


def test_a_filled_cell_with_its_own_full_date_is_one_event(read: Read) -> None:
    entries = {
        day: f"<div class='day-event'><h3><a href='/v/{day}'>{name}</a></h3><div>{day}. Mai 2026"
        f"</div><div>| {hour}:30</div></div>"
        for day, name, hour in ((6, "Spieleabend", 19), (14, "Moorputz", 9), (29, "Singekreis", 20))
    }
    cells = [f"<td><div><div>{day}</div>{entries.get(day, '')}</div></td>" for day in range(1, 32)]
    rows = "".join(f"<tr>{''.join(cells[at : at + 7])}</tr>" for at in range(0, 31, 7))
    extraction = read(f"<h1>Kalender</h1><div>Mai 2026</div><table>{rows}</table>")
    assert starts(extraction) == [
        ("Spieleabend", datetime(2026, 5, 6, 19, 30, tzinfo=BERLIN)),
        ("Moorputz", datetime(2026, 5, 14, 9, 30, tzinfo=BERLIN)),
        ("Singekreis", datetime(2026, 5, 29, 20, 30, tzinfo=BERLIN)),
    ]


@pytest.mark.parametrize("more", ["weiter lesen", "Beitrag lesen", "mehr lesen", "Lesen Sie mehr"])
def test_a_link_to_read_on_names_nothing(read: Read, more: str) -> None:
    rows = "".join(
        f"<div class='e'><div>{day}. Mai 2026</div><div>{name}</div>"
        f"<a href='/t/{day}'>{more}</a></div>"
        for day, name in ((3, "Workshop Dorfladen"), (12, "Fachtag Alte Höfe"))
    )
    extraction = read(f"<h1>Veranstaltungen</h1><div>{rows}</div>")
    assert [event.name for event in extraction.events] == [
        "Workshop Dorfladen",
        "Fachtag Alte Höfe",
    ]


def _noon(end: str, shown: str) -> str:
    return (
        "<h1>Stadtkalender</h1><div itemscope itemtype='https://schema.org/Event'>"
        "<h3 itemprop='name'>Abend im Hof</h3>"
        "<meta itemprop='startDate' content='2026-05-08T12:00:00Z'>"
        f"<meta itemprop='endDate' content='2026-05-{end}T12:00:00Z'>"
        f"<p>Fr. 8. Mai 2026 {shown}</p></div>"
    )


def test_noon_at_start_and_end_marks_the_days_where_the_text_has_other_hours(read: Read) -> None:
    (event,) = read(_noon("08", "20:30 Uhr")).events
    assert isinstance(event.when, When)
    assert (event.when.start, event.when.end) == (datetime(2026, 5, 8, 20, 30, tzinfo=BERLIN), None)


@pytest.mark.parametrize("shown", ["12 Uhr", "14:00 Uhr"])
def test_noon_that_the_text_shows_is_an_hour(read: Read, shown: str) -> None:
    (event,) = read(_noon("09", shown)).events
    assert isinstance(event.when, When)
    assert isinstance(event.when.start, datetime)
    assert event.when.last_day == date(2026, 5, 9)


@pytest.mark.parametrize(
    "stamp",
    [
        "Gespeichert von anna am 24. Februar 2026 - 18:55",
        "Hinzugefügt am 24.02.2026 um 18:55 Uhr",
        "Submitted by anna on 24.02.2026 - 18:55",
    ],
)
def test_the_stamp_of_a_content_system_is_no_day_of_an_event(read: Read, stamp: str) -> None:
    extraction = read(f"<h1>Sommercamp der Region</h1><p>Wir waren dabei.</p><p>{stamp}</p>")
    assert extraction.events == ()
    assert extraction.date_published == date(2026, 2, 24)


NEWS = (
    ("9. März 2026", "Rat berät den Haushalt"),
    ("5. März 2026", "Tag der Höfe war gut"),
    ("2. März 2026", "Messe der Region wächst"),
    ("1. März 2026", "Neue Bänke am See"),
)


def test_bare_days_from_the_latest_to_the_earliest_are_news(read: Read) -> None:
    rows = "".join(
        f"<div class='t'><div>{day}</div><div>{name}</div><div>Der Kreis plant.</div></div>"
        for day, name in (*NEWS, NEWS[0])
    )
    assert read(f"<h1>Haus der Region</h1><div>{rows}</div>").events == ()


def test_a_widget_of_news_is_no_entry(read: Read) -> None:
    widgets = "".join(
        f"<section class='widget'><h2>{heading}</h2><ul><li>{text}</li></ul></section>"
        for heading, text in (
            ("Neueste Beiträge", "Wir haben ein Netz (und ein Treffen am 11. Mai)"),
            ("Neueste Kommentare", "Anna bei: Am 8. Mai in Gera: das große Hoffest"),
        )
    )
    body = "<main><h1>Was ein Dorf braucht</h1><p>Ein Laden hält das Dorf zusammen.</p></main>"
    assert read(f"{body}<aside>{widgets}</aside>").events == ()


def test_the_date_of_an_article_with_its_minute_is_no_event(read: Read) -> None:
    extraction = read(
        "<html><head><meta name='date' content='2026-02-20T07:30:00'></head><body><article>"
        "<header class='article-header'><h1>Metalle aus dem Schredder</h1>"
        "<div class='article-location'>Gera</div><p class='article-datetime'>20.02.2026 07:30 Uhr"
        "</p></header><p>Die Anlage trennt Metalle.</p></article></body></html>"
    )
    assert extraction.events == ()


def test_a_stamp_of_publication_is_not_the_day_of_other_labels(read: Read) -> None:
    extraction = read(
        "<article><header><h1>Metalle aus dem Schredder</h1><div><time itemprop='datePublished' "
        "class='meta-datetime'><span class='date'>20.02.2026</span> <span class='time'>07:30 Uhr"
        "</span></time></div><p>Von</p><p>Anna Beispiel</p></header><p>Die Anlage trennt.</p>"
        "</article>"
    )
    assert extraction.events == ()


def test_what_a_piece_of_news_invites_to_is_an_event(read: Read) -> None:
    rows = "".join(
        f"<div class='newsentry'><p class='newsdatum'>[{day}]</p><h2>{name}</h2><div><p>{text}</p>"
        "</div></div>"
        for day, name, text in (
            ("9. März 2026", "Hoffest", "Am 8. Mai 2026 findet in Gera das Hoffest statt."),
            ("5. März 2026", "Neue Bänke", "Am 4. März 2026 wurden die Bänke aufgestellt."),
            ("2. März 2026", "Dank", "Wir danken allen, die geholfen haben."),
        )
    )
    extraction = read(f"<h1>Neuigkeiten</h1><div>{rows}</div>", url="https://amt.example/")
    assert starts(extraction) == [("Hoffest", date(2026, 5, 8))]


def test_the_hour_of_the_first_day_beside_a_range_of_days(read: Read) -> None:
    rows = "".join(
        f"<li class='e'><div class='tile'>{day}. Mai 2026 bis {day + 4}. Mai 2026</div>"
        f"<h3><a href='/{day}'>{name}</a></h3><p>Fr. {day:02}.05.2026 {hour}:00 Uhr</p></li>"
        for day, name, hour in ((8, "Gartenmarkt", 10), (22, "Kunstmarkt", 14))
    )
    extraction = read(f"<h1>Veranstaltungen</h1><ul>{rows}</ul>")
    assert starts(extraction) == [
        ("Gartenmarkt", datetime(2026, 5, 8, 10, tzinfo=BERLIN)),
        ("Kunstmarkt", datetime(2026, 5, 22, 14, tzinfo=BERLIN)),
    ]
    ends = [event.when.last_day for event in extraction.events if isinstance(event.when, When)]
    assert ends == [date(2026, 5, 12), date(2026, 5, 26)]


def test_entries_may_each_have_a_heading_of_the_first_level(read: Read) -> None:
    rows = "".join(
        f"<a href='/t/{day}'><article class='teaser'><h1 class='headline'><span>{name}</span></h1>"
        f"<ul><li><i class='fa-calendar'></i> {day:02}.05.2026</li><li>{hour}:00 Uhr</li>"
        f"<li>{house}</li></ul></article></a>"
        for day, name, hour, house in (
            (5, "Brunnenfest", 11, "Festplatz"),
            (14, "Radtour am Kanal", 19, "Rathaus, Sitzungssaal"),
            (23, "Sommerlauf", 10, "Stadion"),
        )
    )
    extraction = read(f"<section><header><h1>Veranstaltungen</h1></header>{rows}</section>")
    assert [
        (event.name, event.location and event.location.name) for event in extraction.events
    ] == [
        ("Brunnenfest", "Festplatz"),
        ("Radtour am Kanal", "Rathaus, Sitzungssaal"),
        ("Sommerlauf", "Stadion"),
    ]
