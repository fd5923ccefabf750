"""The page of the sources: by kind, with their health in plain words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feeds import SourceInfo
from feeds.site.source_page import MARKS
from model import HealthState

BMWE = SourceInfo(
    id="bmwe",
    name="Bundesministerium für Wirtschaft und Energie",
    home="https://bmwe.example/",
    kind="ministry",
    regions=("bundesweit",),
    state=HealthState.WELL,
    health="Wird gelesen.",
    last_read=datetime(2026, 2, 9, 23, 30, tzinfo=UTC),
)
IMU = SourceInfo(
    id="imu",
    name="Ärgerliches Institut",
    kind="institute",
    state=HealthState.BROKEN,
    health="Antwortet seit dem 3. Februar 2026 nicht.",
)
OFF = SourceInfo(id="off", name="Ruhendes Netzwerk", kind="network", enabled=False)
ODD = SourceInfo(id="odd", name="Etwas Neues", kind="orchestra")


@pytest.fixture
def page(site, make, settings):
    own = replace(settings, sources={s.id: s for s in (BMWE, IMU, OFF, ODD)})
    return site(make.conference(), settings=own)["quellen.html"]


def test_sources_stand_under_their_kind(page):
    assert [title.rpartition(" ")[0] for title in page.texts("h2")] == [
        "Ministerien",
        "Institute",
        "Weitere",
        "Bekannt, aber noch nicht gelesen",
    ]
    assert page.texts(".names li") == ["Ruhendes Netzwerk"]


def test_a_source_says_how_its_reading_goes(page):
    well, broken, odd = page.texts(".source")
    assert well == (
        "wird gelesen Bundesministerium für Wirtschaft und Energie bundesweit "
        "Wird gelesen. Zuletzt vollständig gelesen am 10. Februar 2026. "
        "1 kommender Termin: Bundesministerium für Wirtschaft und Energie"
    )
    assert broken == f"gestört Ärgerliches Institut {IMU.health}"
    assert odd == "Etwas Neues"
    assert "1 von 3 Quellen" in page.text(".tally")


def test_a_source_leads_home_and_to_its_events(page):
    hrefs = page.hrefs(".source a")
    assert hrefs == ["https://bmwe.example/", "quelle/bmwe.html"]


def test_every_state_has_its_words():
    assert MARKS.keys() == set(HealthState)
    assert len(set(MARKS.values())) == len(HealthState)
