"""The bundled catalogue against the registry that its files were written from.

The registry lies beside the project, not in it; where it is missing these tests are skipped.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

import sources
from crawler.links import LinkRules
from crawler.urls import canonical_url
from sources import Source, host_of, load_catalogue

FOLDER = Path(sources.__file__).with_name("catalogue")
REGISTRY = Path(__file__).resolve().parents[3] / "shared" / "sources" / "registry.jsonl"
NO_REGISTRY = "../shared/sources/registry.jsonl is not there"
LONG_AGO = 2022
FIELDS = ("home", "events", "news", "feeds", "evidence")
ADDRESS = re.compile(r"https?://[^\s()]+")

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def registry() -> dict[str, dict]:
    if not REGISTRY.exists():
        pytest.skip(NO_REGISTRY)
    lines = map(json.loads, REGISTRY.read_text(encoding="utf-8").splitlines())
    return {line["key"]: line for line in lines}


def addresses(line: dict, *, guessed: bool = True) -> set[str]:
    """All addresses of a line, canonical; without those that it calls a guess if so asked."""
    texts = [text for field in FIELDS for text in [line[field]] * isinstance(line[field], str)]
    texts += [text for field in FIELDS[1:] for text in line[field]]
    kept = [text for text in texts if guessed or "guess" not in text]
    found = {canonical_url(url) for text in kept for url in ADDRESS.findall(text)}
    return {url for url in found if url}


def own(source: Source) -> list[str]:
    """Every address that a file asks for or shows."""
    organizer = source.organizer.url if source.organizer else ""
    return [url for url in (source.home, organizer, *(e.url for e in source.entries)) if url]


def each(test):
    return pytest.mark.parametrize("source", CATALOGUE.sources, ids=lambda source: source.id)(test)


def test_the_catalogue_is_sound_and_large():
    assert CATALOGUE.faults == ()
    assert len(CATALOGUE.sources) >= 60
    assert len(CATALOGUE.enabled) >= 20
    assert all(source.entries for source in CATALOGUE.enabled)


def test_no_two_sources_begin_at_the_same_address():
    entries = Counter(canonical_url(e.url) for s in CATALOGUE.sources for e in s.entries)
    assert [url for url, times in entries.items() if times > 1] == []


def test_every_kind_has_a_source_that_filters_can_find():
    assert {source.kind for source in CATALOGUE.sources} == set(sources.SourceKind)
    assert [source.id for source in CATALOGUE.sources if not source.regions] == ["mr4b"]


@each
def test_a_file_says_where_its_addresses_come_from(source):
    text = (FOLDER / f"{source.id}.toml").read_text(encoding="utf-8")
    head = " ".join(text.split("\nid = ")[0].split())
    assert f'key "{source.id}"' in head
    assert re.search(r"(?:last|never) seen", head.replace("# ", ""))
    for place in re.finditer(r"\[\[entries\]\]", text):
        above = text[: place.start()].rstrip().rpartition("\n\n")[2]
        assert above.startswith('# Registry 2026-11, "'), above


@each
def test_every_address_stands_in_the_registry_and_is_canonical(source, registry):
    assert source.id in registry
    known = addresses(registry[source.id], guessed=False)
    for url in own(source):
        assert canonical_url(url) == url
        assert url in known, url
    assert {host_of(url) for url in known}.issuperset(source.hosts)


@each
def test_what_was_not_seen_or_long_ago_is_not_crawled(source, registry):
    line = registry[source.id]
    seen = line["evidence_kind"] not in ("guess", "mention", "seed only")
    if not seen or line["last_seen"] < LONG_AGO:
        assert not source.enabled
        assert not seen or str(line["last_seen"]) in source.disabled_reason
    if line["evidence_kind"] == "guess" or re.search("home .*guess", line["note"]):
        assert source.home == ""


@each
def test_kind_name_and_region_are_those_of_the_registry(source, registry):
    line = registry[source.id]
    assert source.kind == line["kind"].replace(" ", "_")
    assert source.name in line["organisation"]
    if "bundesweit" in line["region"]:
        assert source.regions == ("bundesweit",)
    if source.expects_events and source.id != "expertrainee":
        assert line["events"] or any(re.search("event|veranst|Termine", f) for f in line["feeds"])


@each
def test_every_rule_admits_an_address_of_the_registry(source, registry):
    known = addresses(registry[source.id])
    for pattern in source.follow.allow:
        assert any(re.search(pattern, url) for url in known), pattern
    rules = LinkRules(source)
    if source.follow.allow:
        assert any(rules.refuses(url) is None for url in known)
    assert all(rules.refuses_item(entry.url) is None for entry in source.entries)
