"""All selections there are: their addresses, which never change, and their German words."""

import re
from collections import Counter

import pytest

from feeds import FeedSettings, RegionInfo, SourceInfo
from feeds.selections import Dimension, FeedFormat, catalogue
from feeds.selections.vocabulary import LANDS, REGION_KINDS, SOURCE_KINDS, land_of

REGIONS = (
    RegionInfo(key="rheinland", name="Metropolregion Rheinland", kind="metropolregion-teilraum"),
    RegionInfo(key="hamburg", name="Metropolregion Hamburg", kind="metropolregion"),
    RegionInfo(key="lausitzer-revier", name="Lausitzer Revier", kind="strukturwandelregion"),
    RegionInfo(key="impuls", name="Impulsregion", kind="regionale-kooperation"),
)
SOURCES = {
    "bmwe": SourceInfo(
        id="bmwe",
        name="Bundesministerium für Wirtschaft und Energie",
        short_name="BMWE",
        kind="ministry",
    ),
    "arl": SourceInfo(id="arl", name="Akademie für Raumentwicklung", kind="institute"),
}
SETTINGS = FeedSettings(base_url="https://kalender.example/", sources=SOURCES, regions=REGIONS)


@pytest.fixture
def by_slug():
    return {selection.slug: selection for selection in catalogue(SETTINGS)}


def test_addresses_that_subscribers_have(by_slug):
    assert set(by_slug) == {
        "alle", "fristen", "neuigkeiten", "online",
        "thema/wasserstoff-energie", "thema/strukturwandel", "thema/stadtentwicklung",
        "thema/laendliche-raeume", "thema/mobilitaet", "thema/fachkraefte", "thema/innovation",
        "thema/digitalisierung", "thema/foerderung", "thema/tourismus-kultur",
        "land/baden-wuerttemberg", "land/bayern", "land/berlin", "land/brandenburg",
        "land/bremen", "land/hamburg", "land/hessen", "land/mecklenburg-vorpommern",
        "land/niedersachsen", "land/nordrhein-westfalen", "land/rheinland-pfalz",
        "land/saarland", "land/sachsen", "land/sachsen-anhalt", "land/schleswig-holstein",
        "land/thueringen",
        "region/hamburg", "region/rheinland", "region/lausitzer-revier", "region/impuls",
        "quellenart/ministerien", "quellenart/bundesbehoerden", "quellenart/laender",
        "quellenart/metropolregionen", "quellenart/netzwerke", "quellenart/institute",
        "quellenart/kammern", "quellenart/weiterbildung",
        "quelle/arl", "quelle/bmwe",
    }  # fmt: skip


def test_no_two_files_have_one_name(by_slug):
    names = [
        name
        for selection in by_slug.values()
        for name in (
            selection.page_name,
            selection.ics_name,
            selection.embed_name,
            *(selection.feed_name(kind, fmt) for kind in selection.kinds for fmt in FeedFormat),
        )
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert all(re.fullmatch(r"[a-z0-9_/-]+\.[a-z]+", name) for name in names)


def test_what_is_alike_stands_together_in_german_order(by_slug):
    dimensions = [selection.dimension for selection in by_slug.values()]
    assert sorted(set(dimensions), key=dimensions.index) == [
        Dimension.ALL, Dimension.DEADLINES, Dimension.NEWS, Dimension.ONLINE, Dimension.TOPIC,
        Dimension.LAND, Dimension.REGION, Dimension.SOURCE_KIND, Dimension.SOURCE,
    ]  # fmt: skip
    regions = [s.title for s in by_slug.values() if s.dimension is Dimension.REGION]
    assert regions == [
        "Metropolregion Hamburg", "Metropolregion Rheinland", "Impulsregion", "Lausitzer Revier",
    ]  # fmt: skip
    assert [s.title for s in by_slug.values() if s.dimension is Dimension.SOURCE] == [
        "Akademie für Raumentwicklung",
        "BMWE",
    ]


@pytest.mark.parametrize(
    ("slug", "title", "description"),
    [
        ("land/saarland", "Saarland", "Termine im Saarland"),
        ("land/thueringen", "Thüringen", "Termine in Thüringen"),
        ("region/lausitzer-revier", "Lausitzer Revier",
         "Lausitzer Revier: Termine an Orten in dieser Region des Strukturwandels"),
        ("quellenart/ministerien", "Ministerien", "Termine und Meldungen von Bundesministerien"),
        ("quelle/bmwe", "BMWE",
         "Termine und Meldungen aus der Quelle Bundesministerium für Wirtschaft und Energie"),
        ("thema/mobilitaet", "Mobilität",
         "Termine und Meldungen: Bus und Bahn, Rad- und Autoverkehr, Straßen, Schienen und "
         "Ladepunkte"),
    ],
)  # fmt: skip
def test_what_people_read(by_slug, slug, title, description):
    assert (by_slug[slug].title, by_slug[slug].description) == (title, description)


def test_every_selection_has_words_of_its_own(by_slug):
    assert all(selection.title and selection.description for selection in by_slug.values())
    assert len({(s.dimension, s.title) for s in by_slug.values()}) == len(by_slug)
    assert len({s.description for s in by_slug.values()}) == len(by_slug)


def test_a_region_of_an_unknown_kind_has_no_selection():
    strange = RegionInfo(key="woanders", name="Woanders", kind="euregio")
    settings = FeedSettings(base_url="https://kalender.example/", regions=(strange,))
    assert not any(s.dimension is Dimension.REGION for s in catalogue(settings))


def test_the_vocabulary_has_no_word_twice():
    assert len({land.key for land in LANDS}) == len({land.slug for land in LANDS}) == 16
    assert len({kind.slug for kind in SOURCE_KINDS.values()}) == len(SOURCE_KINDS)
    assert all(
        kind.title and kind.dative for kind in (*SOURCE_KINDS.values(), *REGION_KINDS.values())
    )


@pytest.mark.parametrize(
    ("key", "name", "found"),
    [
        ("15002000", "", "Sachsen-Anhalt"),
        ("15002000", "Sachsen", "Sachsen-Anhalt"),
        ("", "Thüringen", "Thüringen"),
        ("", "Thueringen", "Thüringen"),
        ("", "Tirol", None),
        ("", "", None),
        ("99999999", "", None),
    ],
)
def test_the_land_of_a_place(key, name, found):
    land = land_of(key, name)
    assert (land.name if land else None) == found
