"""The configuration file of a new folder has every setting, and loads."""

import re
import tomllib

import pytest

from model import ConfigError
from regioradar.config import Config, load, settings
from regioradar.installing.settings_file import FIRST, FOLDERS, settings_file, toml_value


def keys(text: str) -> list[str]:
    """The settings that a text shows, set or as a comment, with their section."""
    section, found = "", []
    for line in text.splitlines():
        if head := re.fullmatch(r"\[(\w+)\]", line):
            section = head[1] + "."
        elif setting := re.match(r"#?(\w+) = ", line):
            found.append(section + setting[1])
    return found


def test_it_shows_every_setting_once():
    assert sorted(keys(settings_file({}))) == sorted(key for key, *_ in settings())


def test_it_loads_and_says_what_the_defaults_say(tmp_path):
    (tmp_path / "regioradar.toml").write_text(settings_file({}), "utf-8")
    config = load(tmp_path / "regioradar.toml")
    folders = {key: tmp_path / value for key, value in FOLDERS.items()}
    assert config == Config(**folders)


def test_what_is_taken_out_of_its_comment_is_the_default():
    text = re.sub(r"^#(\w+ = (?!\"\.\.\.\"))", r"\1", settings_file({}), flags=re.MULTILINE)
    data = tomllib.loads(text)
    for key, _, default, _ in settings():
        if default is None:
            continue
        *sections, name = key.split(".")
        value = data
        for section in sections:
            value = value[section]
        if key not in FOLDERS:
            assert value[name] == default or str(value[name]) == str(default), key
    assert Config(**data)


def test_each_setting_stands_below_what_it_is_for():
    text = settings_file({})
    for key, _, _, description in settings():
        name = re.escape(key.rpartition(".")[2])
        assert re.search(rf"^# (SET: )?{re.escape(description)}\n#?{name} = ", text, re.M), key


def test_what_is_to_be_set_first_is_read_first_and_marked():
    text = settings_file({})
    assert keys(text)[0] == "contact"
    assert text.count("\n# SET: ") == len(FIRST)
    for key in FIRST:
        assert f"#   {key}\n" in text


def test_what_was_chosen_is_set():
    text = settings_file({"contact": "a@verein.example", "site.owner": 'Verein "Süd" \\ Nord'})
    data = tomllib.loads(text)
    assert data["contact"] == "a@verein.example"
    assert data["site"] == {"owner": 'Verein "Süd" \\ Nord'}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("contact", "nobody", "contact: "),
        ("site.base_url", "kalender", "site.base_url: must be an absolute"),
        ("site.uid_authority", "Ä", "site.uid_authority: "),
        ("site.owner", "\n", "site.owner: must not be empty"),
    ],
)
def test_what_is_no_value_is_named(key, value, said):
    with pytest.raises(ConfigError) as caught:
        settings_file({key: value})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["Süd", 'a "b" \\ c', "a\tb", "\x7f", "\x1f", "😀", ""])
def test_every_text_comes_back_out_of_toml(text):
    assert tomllib.loads(f"a = {toml_value(text)}") == {"a": text}
