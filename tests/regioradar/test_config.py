"""Settings from file and environment; every fault names its place and the near miss."""

from pathlib import Path

import pytest

from model import ConfigError
from regioradar.config import Config, load, settings, variable


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str, name: str = "regioradar.toml") -> Path:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_file_and_environment_the_defaults_hold():
    config = load()
    assert config.database_file == Path("var/regioradar.sqlite")
    assert config.public_folder == Path("var/public")
    assert config.sources_dir is None
    assert config.crawl.delay == 1.0


def test_file_in_the_working_folder_is_found_and_environment_beats_it(monkeypatch):
    write('contact = "a@example.org"\n[crawl]\ndelay = 3.5\nconcurrency = 2\n')
    monkeypatch.setenv("REGIORADAR_CRAWL__DELAY", "7")
    config = load()
    assert (config.contact, config.crawl.delay, config.crawl.concurrency) == ("a@example.org", 7, 2)


def test_relative_paths_are_taken_from_the_folder_of_the_file():
    text = 'database = "db/r.sqlite"\npublic_dir = "/srv/public"\n'
    write(text + '[site]\nimprint_file = "impressum.md"\n', "etc/radar.toml")
    config = load(Path("etc/radar.toml"))
    assert config.site.imprint_file == Path("etc/impressum.md")
    assert config.database_file == Path("etc/db/r.sqlite")
    assert config.public_folder == Path("/srv/public")
    assert config.data_dir == Path("etc/var")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[crawl]\nconcurency = 3\n", "regioradar.toml: crawl.concurency: unknown setting"),
        ("[crawl]\nconcurency = 3\n", "(did you mean crawl.concurrency?)"),
        ("datadir = 'x'\n", "(did you mean data_dir?)"),
        ("[crawl]\nconcurrency = 'viele'\n", "regioradar.toml: crawl.concurrency: "),
        ("[crawl]\nconcurrency = 0\n", "greater than or equal to 1, not 0"),
        ("contact = 'nobody'\n", "contact: must be a mail address or an http(s) address"),
        ('contact = "a@b.example\\nX-Header: 1"\n', "must be one line of ASCII"),
        ("[site]\nbase_url = 'ftp://x.example'\n", "site.base_url: must be an absolute http(s)"),
        ("[site]\ntitle = ' '\n", "regioradar.toml: site.title: must not be empty"),
        ("[site]\ndescription = ''\n", "regioradar.toml: site.description: must not be empty"),
        ("[site]\nowner = '\u200b'\n", "regioradar.toml: site.owner: must not be empty"),
        (
            '[site]\nframe_ancestors = "self https://a.example"\n',
            "self must stand in single quotes",
        ),
        ("[site]\ntag_date = '2026-13'\n", "regioradar.toml: site.tag_date: must be a year, a"),
        ("[site]\nuid_authority = 'Kein Name'\n", "site.uid_authority: "),
        ("[site]\ncontact = 'niemand'\n", "site.contact: must be a mail address or an http(s)"),
        ("log_level = 'laut'\n", "log_level: "),
        ("crawl = 3\n", "regioradar.toml: crawl: "),
        ("contact = \n", "is no TOML: "),
    ],
)
def test_a_fault_in_the_file_names_file_and_key(text, fault):
    write(text)
    with pytest.raises(ConfigError) as error:
        load()
    assert fault in str(error.value)
    assert "\n" not in str(error.value)


def test_all_faults_of_a_file_are_told_at_once():
    write("[crawl]\ndelay = -1\n[publish]\npast_days = 'x'\n")
    with pytest.raises(ConfigError, match=r"crawl\.delay.*; .*publish\.past_days"):
        load()


def test_a_file_that_is_named_must_exist():
    with pytest.raises(ConfigError, match=r"^nix\.toml: cannot be read: "):
        load(Path("nix.toml"))


def test_a_file_in_another_charset_is_one_clear_line():
    Path("regioradar.toml").write_bytes("owner = 'Büro'".encode("latin-1"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load()


def test_a_wrong_variable_is_named_as_variable(monkeypatch):
    monkeypatch.setenv("REGIORADAR_CRAWL__TIMEOUT", "bald")
    with pytest.raises(ConfigError, match=r"^environment: REGIORADAR_CRAWL__TIMEOUT: "):
        load()


def test_an_unknown_variable_is_refused_with_the_near_one(monkeypatch):
    monkeypatch.setenv("REGIORADAR_CONTAKT", "a@example.org")
    with pytest.raises(ConfigError, match=r"REGIORADAR_CONTAKT.*did you mean REGIORADAR_CONTACT"):
        load()


def test_a_section_in_the_environment_that_is_no_json_is_a_clear_line(monkeypatch):
    monkeypatch.setenv("REGIORADAR_CRAWL", "schnell")
    with pytest.raises(ConfigError, match=r"^environment: .*crawl"):
        load()


def test_user_agent_names_the_contact_and_is_refused_without():
    with pytest.raises(ConfigError, match="no contact is set"):
        _ = Config().agent
    agent = Config(contact="https://radar.example/bot").agent
    assert agent.startswith("RegioRadar/")
    assert agent.endswith(" (+https://radar.example/bot)")
    assert Config(user_agent="Eigener/1 (+a@b.example)").agent == "Eigener/1 (+a@b.example)"


def test_base_url_gets_its_slash():
    write("[site]\nbase_url = 'https://radar.example/kalender'\n")
    assert load().site.base_url == "https://radar.example/kalender/"


@pytest.mark.parametrize("key", ["data_dir", "database", "public_dir", "sources_dir"])
def test_an_empty_path_is_not_the_working_folder(monkeypatch, key):
    write(f"{key} = ''\n", "etc/radar.toml")
    with pytest.raises(ConfigError, match=rf"^etc/radar\.toml: {key}: must not be empty"):
        load(Path("etc/radar.toml"))
    monkeypatch.setenv(variable(key), "")
    with pytest.raises(ConfigError, match=rf"^environment: {variable(key)}: must not be empty"):
        load()


@pytest.mark.parametrize(
    "text",
    [
        "data_dir = 'site'\npublic_dir = 'site'\n",
        "public_dir = '.'\n",
        "data_dir = 'site'\npublic_dir = 'link'\n",
        "database = 'site/public/db/r.sqlite'\ndata_dir = 'site'\n",
    ],
)
def test_a_database_that_would_be_served_is_refused(text, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    write(text)
    with pytest.raises(ConfigError, match=r"^public_dir: .* would be served; set data_dir or "):
        load()


@pytest.mark.parametrize(
    "address",
    [
        "https://radar.example/?seite=1",
        "https://radar.example/#oben",
        "https://name:wort@radar.example/",
        "https://radar.example:99999/",
        "https://radar.example:0/",
        "https://:443/",
        "https://radar.example//kalender/",
        "https://radar.example/kalender//",
        "https://radar.example/a/../kalender/",
        "https://münchen.example/",
        "https://radar.example/überblick/",
    ],
)
def test_a_base_url_that_no_link_can_be_built_on_is_refused(address):
    write(f"[site]\nbase_url = '{address}'\n")
    with pytest.raises(ConfigError, match=r"^regioradar\.toml: site\.base_url: must be an"):
        load()


@pytest.mark.parametrize(
    "address",
    [
        "https://xn--mnchen-3ya.example:8443/%C3%BCberblick",
        "http://[::1]:8080",
        "https://radar.example/kalender/",
    ],
)
def test_a_base_url_may_have_a_port_and_a_path(address):
    write(f"[site]\nbase_url = '{address}'\n")
    assert load().site.base_url == address.removesuffix("/") + "/"


def test_every_setting_can_come_from_the_environment_and_says_what_it_is(monkeypatch):
    for key, _, default, description in settings():
        assert description, key
        if default not in (None, ""):
            monkeypatch.setenv(variable(key), str(default))
    assert load() == Config()
