"""What `make fuzz` found in the reading of source files, each as the smallest file of its kind."""

import pytest

from model import SourceFileError
from sources import Patterns, TooSlowError, host_of, load_source

FILE = """id = "quelle"
name = "Quelle"
kind = "network"
entries = [{ kind = "listing", url = "https://a.example/" }]
"""


@pytest.fixture
def source(tmp_path):
    def load(more="", whole=FILE):
        file = tmp_path / "quelle.toml"
        file.write_text(f"{whole}{more}", encoding="utf-8")
        return load_source(file)

    return load


@pytest.mark.parametrize("pattern", ["a{99999999999}", "(" * 5000, "(a" * 3000 + ")" * 3000])
def test_a_pattern_that_cannot_be_compiled_is_one_line(source, pattern):
    with pytest.raises(
        SourceFileError, match=r"^quelle\.toml: \[follow\] allow: not a regular"
    ) as told:
        source(f"[follow]\nallow = ['{pattern}']\n")
    assert len(str(told.value)) < 500


@pytest.mark.parametrize("pattern", ["(a+)+$", r"(\w+\s?)*$", "[a-z0-9-]+-[a-z0-9-]+-[a-z]+$"])
@pytest.mark.parametrize("key", ["allow", "deny"])
def test_a_pattern_that_takes_ages_is_told_when_it_is_loaded(source, key, pattern):
    with pytest.raises(SourceFileError, match=rf"^quelle\.toml: \[follow\] {key}: takes too long"):
        source(f"[follow]\n{key} = ['{pattern}']\n")


@pytest.mark.parametrize("pattern", [r"/[a-z0-9]+(?:-[a-z0-9]+)*/?$", "[[a]", r"[^/?]+-[^/?]+$"])
def test_patterns_as_they_are_written_are_taken(source, pattern):
    assert source(f"[follow]\nallow = ['{pattern}']\n").follow.allow == (pattern,)


def test_tables_in_tables_without_end_are_one_line(source):
    with pytest.raises(SourceFileError, match=r"^quelle\.toml: not valid TOML: nested too deeply"):
        source(f"notes = {'[' * 5000}")


def test_an_address_has_what_nobody_sees_encoded(source):
    whole = FILE.replace("a.example/", "a.example/\x80")
    assert source(whole=whole).entries[0].url == "https://a.example/%C2%80"


@pytest.mark.parametrize("host", ["z-", ".", "-", "a b", "a\\b", "%20", "a,b"])
def test_what_no_host_can_be_called_is_none(source, host):
    assert host_of(f"https://{host}/") == ""
    with pytest.raises(SourceFileError, match="not an http or https address"):
        source(whole=FILE.replace("//a.example/", f"//{host}/".replace("\\", "\\\\")))


def test_a_pattern_that_takes_too_long_is_tried_once(monkeypatch):
    monkeypatch.setattr("sources.patterns.PATIENCE", 0.05)
    rules = Patterns(["/termine/", "(a+)+$"])
    assert rules.match("https://a.example/termine/")
    assert not rules.match("https://a.example/presse/")
    with pytest.raises(TooSlowError):
        rules.match(f"https://a.example/{'a' * 1900}!")
    with pytest.raises(TooSlowError):
        rules.match("https://a.example/termine/2")


@pytest.mark.parametrize(
    "selector", ["svg|a", "a[x|y=z]", "a " * 2000, ":not(" * 800 + "a" + ")" * 800]
)
def test_a_selector_that_fails_on_every_page_is_told_when_it_is_loaded(source, selector):
    with pytest.raises(SourceFileError, match="next: not a CSS selector: ") as told:
        source(f"[follow]\nnext = '{selector}'\n")
    assert len(str(told.value)) < 600


def test_of_a_long_value_that_is_wrong_the_beginning_is_shown(source):
    with pytest.raises(SourceFileError, match="max_pages: input should be") as told:
        source(f"[follow]\nmax_pages = {list(range(5000))}\n")
    assert len(str(told.value)) < 600
