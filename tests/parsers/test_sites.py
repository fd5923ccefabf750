"""The site parsers: what the general reading gets wrong on a page of the site, they get right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from model import Extraction, Organizer, Page, PageKind
from parsers import Context, extract
from parsers.sites import site_of

GOLDENS = Path(__file__).parents[1] / "pages"
SITES = Path(import_module("parsers.sites").__file__ or "").parent
HOUSE = Organizer(
    name="ExperConsult Wirtschaftsförderung & Investitionen GmbH & Co. KG",
    alternate_name="ExperTrainee",
)
Both = Callable[..., tuple[Extraction, Extraction]]
Pages = Callable[..., Page]
Sound = Callable[[Extraction], Extraction]


@pytest.fixture
def both(page_of: Pages, sound: Sound) -> Both:
    """Read one page as of no known site and as of `source_id`."""

    def read(
        source_id: str, body: str | bytes, url: str = "", *, context: Context | None = None
    ) -> tuple[Extraction, Extraction]:
        page = page_of(body, url=url or f"https://www.{source_id}.example/seite")
        page = replace(page, content_type="text/html")
        context = context or Context(today=date(2026, 3, 2))
        general = sound(extract(page, context))
        return general, sound(extract(replace(page, source_id=source_id), context))

    return read


def archived(source_id: str, name: str) -> bytes:
    return (GOLDENS / source_id / f"{name}.html").read_bytes()


def test_bmwe_says_above_the_headline_what_a_page_is(both: Both) -> None:
    general, own = both("bmwe", archived("bmwe", "20260423-kuestengipfel-ostsee-rostock"))
    assert general.page_kind is PageKind.ANNOUNCEMENT
    assert own.page_kind is PageKind.EVENT
    assert own.date_published == date(2026, 2, 19)
    assert own.events == general.events


def test_bmwe_subtitles_are_no_part_of_a_title(both: Both) -> None:
    general, own = both("bmwe", archived("bmwe", "20251124-jahrestagung-chemnitz-bilanz"))
    assert general.headline.endswith("Rückblick")
    assert own.headline == "Jahrestagung in Chemnitz: Regionen setzen auf Zusammenarbeit"
    assert own.news[0].headline == own.headline
    assert [event.name for event in own.events] == ["Regionalpolitische Jahrestagung 2025"]
    assert own.news[0].about == own.events[0].name


@pytest.mark.parametrize("shown", ["31.02.2026", "gestern", ""])
def test_bmwe_a_day_that_is_none_is_not_taken(both: Both, shown: str) -> None:
    page = (
        f'<main><div class="main-head"><p class="topline"><span class="date">{shown}</span></p>'
        "<h1>Neue Zahlen</h1></div><p>Ein Text über Zahlen und mehr.</p></main>"
    )
    assert both("bmwe", page)[1].date_published is None


def test_expertrainee_has_the_number_of_a_seminar_and_who_holds_it(both: Both) -> None:
    context = Context(today=date(2026, 3, 2), organizer=HOUSE)
    page = archived("expertrainee", "seminar-zukunft-der-staedte")
    general, own = both("expertrainee", page, context=context)
    assert [(e.identifier, e.organizers) for e in general.events] == [("", ())]
    assert [(e.identifier, e.organizers) for e in own.events] == [("E 287", (HOUSE,))]
    assert own.events[0].evidence["organizer"].quote == HOUSE.name


def test_expertrainee_lists_give_each_seminar_its_number(both: Both) -> None:
    rows = "".join(
        f"<tr><td>E {n}</td><td>{n - 400}.06.2026</td><td><a href='seminar.php?nr={n}'>Seminar "
        f"Boden {n}</a></td><td>Kassel</td></tr>"
        for n in (411, 412, 413)
    )
    general, own = both("expertrainee", f"<h1>Seminare</h1><table class='liste'>{rows}</table>")
    assert [event.identifier for event in general.events] == ["", "", ""]
    assert [event.identifier for event in own.events] == ["E 411", "E 412", "E 413"]


def test_mitteldeutschland_dates_articles_under_the_title(both: Both) -> None:
    page = (
        "<main><h1>Drei neue Mitglieder</h1><p>03. September 2025</p><p>Seit dem 1. Januar 2025 "
        "gehören drei Unternehmen mehr zur Metropolregion, sie zählt nun 67 Mitglieder.</p></main>"
    )
    url = "https://www.mitteldeutschland.com/de/drei-neue-mitglieder/"
    general, own = both("mitteldeutschland", page, url)
    assert general.news == ()
    assert own.page_kind is PageKind.NEWS
    assert [(item.headline, item.date_published) for item in own.news] == [
        ("Drei neue Mitglieder", date(2025, 9, 3))
    ]
    assert own.events == ()


@pytest.mark.parametrize("below", ["Ein Untertitel", "3. Monat 2025", "3. September 2025, Leipzig"])
def test_mitteldeutschland_takes_only_a_day_alone(both: Both, below: str) -> None:
    page = f"<main><h1>Drei neue Mitglieder</h1><p>{below}</p><p>Ein Text.</p></main>"
    assert both("mitteldeutschland", page)[1].date_published is None


def test_mr4b_names_the_kind_above_the_title(both: Both) -> None:
    page = (
        '<main><article class="post"><p>Zukunftswerkstatt</p><h1>Der Osten kann Holz, und wie!</h1>'
        '<div class="wp-block-post-date"><time datetime="2025-11-11T08:00:00+01:00">11. November '
        "2025</time></div><p>Am 4. November 2025 fand die Veranstaltung in der Landesvertretung "
        "Thüringen in Berlin statt.</p></article></main>"
    )
    general, own = both("mr4b", page, "https://mr4b.de/holz-und-wie")
    assert [event.name for event in own.events] == [
        "Zukunftswerkstatt „Der Osten kann Holz, und wie!“"
    ]
    assert [event.name for event in general.events] != [event.name for event in own.events]
    assert own.news[0].about == own.events[0].name


def test_mr4b_dates_articles_in_the_block_of_the_post(both: Both) -> None:
    page = (
        '<main><article class="post"><h1>Ihre Idee zählt</h1><div class="wp-block-post-date"><time '
        'datetime="2026-02-03T10:12:00+01:00">3. Februar 2026</time></div><p>Sie haben eine Idee '
        "für neue Stoffe aus Holz? Dann bewerben Sie sich mit einer Skizze.</p></article></main>"
    )
    general, own = both("mr4b", page, "https://mr4b.de/ihre-idee")
    assert general.news == ()
    assert [item.date_published for item in own.news] == [date(2026, 2, 3)]


ITEM = "1-vernetzungsveranstaltung-im-bundesprogramm-regiostrat"


@pytest.mark.parametrize("path", ["projekte", "schlagworte", "aktuelles"])
def test_raum_energie_has_one_address_for_an_item(both: Both, path: str) -> None:
    url = f"https://www.raum-energie.de/{path}/details/news/{ITEM}"
    _, own = both("raum_energie", archived("raum_energie", ITEM), url)
    address = f"https://www.raum-energie.de/projekte/details/news/{ITEM}"
    assert {event.url for event in own.events} == {address}
    assert {item.url for item in own.news} == {address}


def test_raum_energie_dates_and_names_by_the_item(both: Both) -> None:
    _, own = both("raum_energie", archived("raum_energie", ITEM))
    title = "1. Vernetzungsveranstaltung im Bundesprogramm RegioStrat"
    assert own.date_published == date(2025, 3, 6)
    assert [event.name for event in own.events] == [title]
    assert own.news[0].about == title


def test_a_site_parser_is_found_by_its_name_alone(
    page_of: Pages, html: Callable[..., object]
) -> None:
    document = html("<h1>Text</h1>")
    for source_id in ("unbekannt", "", "../bmwe", "__init__", "Site"):
        page = replace(page_of("x"), source_id=source_id)
        assert site_of(page, document, Context()) is None  # type: ignore[arg-type]


MODULES = sorted(path.stem for path in SITES.glob("*.py") if path.stem != "__init__")
HOOKS = {"head", "headline", "kind", "corrected", "address"}


@pytest.mark.parametrize("name", MODULES)
def test_a_site_parser_is_short_and_belongs_to_a_source(name: str) -> None:
    source = SITES.parents[1] / "sources" / "catalogue" / f"{name}.toml"
    assert source.exists()
    assert list((GOLDENS / name).glob("*.html"))
    assert 10 <= len((SITES / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 80
    assert HOOKS & vars(import_module(f"parsers.sites.{name}")).keys()


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize(
    "body", ["<p>", "<h1>Fachtag</h1><p>Am 3. Mai 2026</p>", "<main><h1></h1></main>", "Nur Text"]
)
def test_a_page_of_another_kind_is_read_as_any_other(both: Both, name: str, body: str) -> None:
    general, own = both(name, body)
    assert own == general
