"""What the pages are told of sources and operator: texts from files, health from the store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from feeds import FeedSettings
from model import ConfigError, HealthState, Severity
from regioradar import telling
from regioradar.building import feed_settings, publish_feeds
from regioradar.config import Config, load
from regioradar.config_sections import SiteConfig
from regioradar.health import SourceFacts
from regioradar.outcome import Outcome
from sources import load_catalogue
from store import Store

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 5, tzinfo=UTC)
KEYS = ("imprint_file", "privacy_file", "accessibility_file")


@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_read_from_beside_the_configuration(tmp_path, key):
    (tmp_path / "texte").mkdir()
    (tmp_path / "texte" / "a.md").write_text("Größe\n", encoding="utf-8")
    (tmp_path / "r.toml").write_text(f'[site]\n{key} = "texte/a.md"\n', encoding="utf-8")
    settings = feed_settings(load(tmp_path / "r.toml"), ())
    assert getattr(settings, key.removesuffix("_file")) == "Größe"


@pytest.mark.parametrize(
    ("body", "fault"),
    [(None, "cannot be read: No such file"), (b"B\xfcro", "is not UTF-8"), (b" \n", "is empty")],
)
def test_a_text_that_cannot_be_read_names_key_and_file(tmp_path, body, fault):
    file = tmp_path / "impressum.md"
    if body is not None:
        file.write_bytes(body)
    with pytest.raises(ConfigError) as error:
        feed_settings(Config(site=SiteConfig(imprint_file=file)), ())
    assert str(error.value).startswith(f"site.imprint_file: {file}: {fault}")


def test_what_the_operator_owes_is_warned_of_once_for_each():
    empty = FeedSettings(base_url="https://x.example/")
    problems = telling.lacking(empty)
    assert {p.severity for p in problems} == {Severity.WARNING}
    assert [p.message.partition("(")[2].partition(")")[0] for p in problems] == [
        "site.imprint_file",
        "site.privacy_file",
        "site.contact",
    ]
    assert telling.lacking(replace(empty, imprint="a", privacy="b", contact="c@d.example")) == []


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store.open(tmp_path / "r.sqlite") as opened:
        yield opened


SOURCES = load_catalogue().sources
READ = next(source for source in SOURCES if source.enabled)
REST = next(source for source in SOURCES if not source.enabled)


def test_the_catalogue_says_who_a_source_is():
    info = telling.info_of(READ)
    assert (info.id, info.name, info.home) == (READ.id, READ.name, READ.home)
    assert info.regions == READ.regions
    assert (info.state, info.health) == (None, "")
    assert telling.info_of(REST).health == "Wird zurzeit nicht gelesen."


def test_the_store_says_how_its_reading_goes(store):
    settings = feed_settings(Config(), [READ, REST])
    told = telling.with_health(settings, [READ, REST], store, (), TODAY).sources
    assert told[READ.id].state is HealthState.UNKNOWN
    assert told[READ.id].health == "Wurde noch nicht gelesen."
    assert told[REST.id] == settings.sources[REST.id]


def test_a_health_that_cannot_be_told_stops_nothing(store, monkeypatch, caplog):
    def fails(facts: SourceFacts, today: date) -> None:
        raise ZeroDivisionError(facts.source_id)

    monkeypatch.setattr(telling, "health_of", fails)
    settings = feed_settings(Config(), [READ])
    assert telling.with_health(settings, [READ], store, (), TODAY) == settings
    assert f"{READ.id}: its health cannot be told" in caplog.text


def test_a_publication_tells_all_that(store, tmp_path):
    outcome = Outcome()
    settings = feed_settings(Config(), [READ])
    publish_feeds(store, settings, tmp_path / "public", NOW, outcome, catalogue=[READ])
    page = (tmp_path / "public" / "quellen.html").read_text(encoding="utf-8")
    assert "Wurde noch nicht gelesen." in page
    assert [p for p in outcome.feed_problems if "site.imprint_file" in p.message]
