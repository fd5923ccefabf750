from pathlib import Path

import pytest

from model import SourceFileError
from sources import EntryKind, SourceKind, host_of, load_catalogue, load_source
from sources.source import Entry, Follow, OrganizerDefault, Source

GOOD = """
id = "haus"
name = "Das Haus"
kind = "ministry"
home = "https://www.haus.example/"
[organizer]
name = "Das Haus"
alternate_names = ["DH"]
[[entries]]
kind = "listing"
url = "https://www.haus.example/termine/"
[[entries]]
kind = "feed"
url = "https://feeds.haus.example:8443/alle.xml"
[follow]
allow = ['/termine/[0-9]+']
next = "a.weiter"
max_pages = 7
"""


def write(folder: Path, text: str, name: str = "haus") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str, name: str = "haus") -> str:
    with pytest.raises(SourceFileError) as caught:
        load_source(write(folder, text, name))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_good_file(tmp_path):
    source = load_source(write(tmp_path, GOOD))
    assert source.kind is SourceKind.MINISTRY
    assert source.enabled
    assert source.entries[1].kind is EntryKind.FEED
    assert source.follow.max_pages == 7
    assert source.follow.max_depth == 1
    assert source.organizer is not None
    assert source.organizer.alternate_names == ("DH",)
    assert source.hosts == ("www.haus.example", "feeds.haus.example:8443")
    assert source.cadence == "weekly"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Das Haus"\nkind', "kind", "haus.toml: name: is missing"),
        ('kind = "ministry"', 'kind = "amt"', "haus.toml: kind: input should be 'ministry'"),
        ('kind = "ministry"', 'kind = "ministry"\nart = 1', "haus.toml: art: is no known key"),
        ('"listing"', '"liste"', "haus.toml: [entries 1] kind: input should be 'icalendar'"),
        ("https://feeds", "ftp://feeds", "haus.toml: [entries 2] url: not an http or https addr"),
        ("https://feeds", "https://ich:du@feeds", "[entries 2] url: an address must not carry"),
        ("max_pages = 7", 'max_pages = "7"', "haus.toml: [follow] max_pages: input should be a"),
        ("max_pages = 7", "max_pages = 0", "haus.toml: [follow] max_pages: input should be gr"),
        ("[0-9]+", "[0-9", "haus.toml: [follow] allow: not a regular expression: '/termine/[0-9'"),
        ('"a.weiter"', '"a..weiter"', "haus.toml: [follow] next: not a CSS selector"),
        ("max_pages = 7", "maxpages = 7", "haus.toml: [follow] maxpages: is no known key; known a"),
        ('["DH"]', '["DH"]\nweb = ""', "haus.toml: [organizer] web: is no known key; known are a"),
        ('kind = "ministry"', 'kind = "ministry"\nenabled = "ja"', "haus.toml: enabled: input"),
        ('kind = "ministry"', 'kind = "ministry"\nenabled = false', "disabled_reason: is required"),
        (
            'kind = "ministry"',
            'kind = "ministry"\ndisabled_reason = "x"',
            "haus.toml: disabled_reason: is given although the source is enabled",
        ),
        (
            'kind = "ministry"',
            'kind = "ministry"\nhosts = ["www.haus.example"]',
            "haus.toml: hosts: lacks the host of the entry https://feeds.haus.example:8443/",
        ),
        (
            'kind = "ministry"',
            'kind = "ministry"\nhosts = ["https://haus.example/"]',
            "haus.toml: hosts: not a host name",
        ),
        ('kind = "ministry"', "kind = ministry", "haus.toml: not valid TOML: "),
        (
            'kind = "ministry"',
            'kind = "ministry"\nregions = ["Sachsen", "Mittelfranken"]',
            "haus.toml: regions: no known region: 'Mittelfranken'; known are those of "
            "sources/regions.toml",
        ),
        (
            'kind = "ministry"',
            'kind = "ministry"\nregions = ["Türingen"]',
            "haus.toml: regions: no known region: 'Türingen' (did you mean 'Thüringen'?)",
        ),
        (
            'kind = "ministry"',
            'kind = "ministry"\nregions = ["Lausitz"]',
            "haus.toml: regions: 'Lausitz' is another name of 'Lausitzer Revier'; write that",
        ),
        ('id = "haus"', 'id = "Haus 1"', "haus.toml: id: string should match pattern"),
        ('id = "haus"', 'id = "heim"', "haus.toml: id: is 'heim', but the file is named 'haus'"),
    ],
)
def test_a_fault_names_file_table_and_key(tmp_path, old, new, told):
    assert old in GOOD
    assert told in fault(tmp_path, GOOD.replace(old, new, 1))


def test_an_enabled_source_needs_an_entry(tmp_path):
    text = GOOD[: GOOD.index("[[entries]]")]
    assert "entries: an enabled source needs at least one entry" in fault(tmp_path, text)
    off = text.replace('kind = "m', 'enabled = false\ndisabled_reason = "keine Adresse"\nkind = "m')
    assert not load_source(write(tmp_path, off)).enabled


def test_several_faults_are_counted(tmp_path):
    text = GOOD.replace("max_pages = 7", "max_pages = 0\nmax_depth = 99")
    assert "(and 1 more)" in fault(tmp_path, text)


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "haus.toml").write_bytes(b'name = "M\xfcnchen"')
    with pytest.raises(SourceFileError, match=r"haus\.toml: not UTF-8 text"):
        load_source(tmp_path / "haus.toml")
    with pytest.raises(SourceFileError, match=r"fehlt\.toml: cannot be read: No such file"):
        load_source(tmp_path / "fehlt.toml")


def test_a_broken_file_leaves_the_others(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "kopie")
    write(tmp_path, "= nichts", "kaputt")
    write(tmp_path, GOOD.replace('"haus"', '"ahaus"', 1), "ahaus")
    catalogue = load_catalogue(tmp_path)
    assert [source.id for source in catalogue.sources] == ["ahaus", "haus"]
    assert [item.file for item in catalogue.faults] == ["kaputt.toml", "kopie.toml"]
    assert str(catalogue.faults[1]) == "kopie.toml: id: 'haus' is already the id of haus.toml"
    assert catalogue.get("haus") is catalogue.sources[1]
    assert catalogue.get("kopie") is None


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(SourceFileError, match="is no folder with source files"):
        load_catalogue(tmp_path / "nirgends")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Haus.example./x", "www.haus.example"),
        ("https://haus.example:443/", "haus.example"),
        ("http://haus.example:443/", "haus.example:443"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("ftp://haus.example/", ""),
        ("https://haus.example:abc/", ""),
        ("/nur/ein/pfad", ""),
        ("https://" + "x" * 70 + ".example/", ""),
    ],
)
def test_host_of(url, host):
    assert host_of(url) == host


def test_the_bundled_sources():
    catalogue = load_catalogue()
    assert catalogue.faults == ()
    ids = {source.id for source in catalogue.sources}
    assert {"bmwe", "expertrainee", "mitteldeutschland", "mr4b", "raum_energie"} <= ids
    bmwe = catalogue.get("bmwe")
    assert bmwe is not None
    assert bmwe.organizer is not None
    assert bmwe.organizer.name == "Bundesministerium für Wirtschaft und Energie"
    unknown = catalogue.get("expertrainee")
    assert unknown is not None
    assert (unknown.enabled, unknown.entries, unknown.home) == (False, (), "")
    assert all(source.entries for source in catalogue.enabled)


@pytest.mark.parametrize("model", [Source, Entry, Follow, OrganizerDefault])
def test_every_key_says_what_it_is(model):
    assert all(
        field.description and field.description.endswith(".")
        for field in model.model_fields.values()
    )


def test_models_are_frozen(tmp_path):
    source = load_source(write(tmp_path, GOOD))
    with pytest.raises(ValueError, match="frozen"):
        source.name = "anders"
