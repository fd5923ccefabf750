"""The section [notify]: what is refused, and that no address with a secret is ever repeated."""

from pathlib import Path
from traceback import format_exception

import pytest

from model import ConfigError
from regioradar.config import load

SECRET = "9a1f-geheim"  # noqa: S105 (that of nobody)


@pytest.fixture
def settings(tmp_path):
    def write(text):
        file = tmp_path / "regioradar.toml"
        file.write_text(text, encoding="utf-8")
        return load(file)

    return write


def test_a_command_is_a_list_or_a_text_as_for_a_shell(settings, monkeypatch):
    words = ("/usr/bin/tell", "two words", "$HOME;ls")
    assert (
        settings('[notify]\ncommand = ["/usr/bin/tell", "two words", "$HOME;ls"]').notify.arguments
        == words
    )
    assert (
        settings('[notify]\ncommand = \'/usr/bin/tell "two words" "$HOME;ls"\'').notify.arguments
        == words
    )
    monkeypatch.setenv("REGIORADAR_NOTIFY__COMMAND", "/usr/bin/tell 'two words' '$HOME;ls'")
    assert settings("").notify.arguments == words


def test_all_is_off_without_a_word(settings):
    notify = settings("").notify
    assert (notify.arguments, notify.mail, notify.metrics_file) == ((), False, None)
    assert (notify.ping_url, notify.ping_fail_url) == (None, None)


def test_an_empty_address_is_none_and_paths_are_the_files(settings, tmp_path):
    notify = settings('[notify]\nping_url = ""\nmetrics_file = "m/regioradar.prom"').notify
    assert notify.ping_url is None
    assert notify.metrics_file == tmp_path / "m" / "regioradar.prom"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("command = \"it's\"", "notify.command: must be words as a shell reads them"),
        ('command = ["", "x"]', "notify.command: must begin with the name of a program"),
        ("command = [1]", "notify.command: must be a text or a list of texts"),
        ("command = 1", "notify.command: must be a text or a list of texts"),
        ('command = "a\\u0000b"', "notify.command: must be a text or a list of texts"),
        ("command_timeout = 0", "notify.command_timeout"),
        ("mail = true", "regioradar.toml: notify.mail: must not be true where mail.to names"),
        ('metrics_file = "regioradar.txt"', "notify.metrics_file: must end in .prom"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused(settings, text, fault):
    with pytest.raises(ConfigError) as caught:
        settings(f"[notify]\n{text}\n")
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "hc.example/ping/{}",
        "ftp://hc.example/{}",
        "file:///etc/{}",
        "https://user:{}@hc.example/",
        "https://hc.example:99999/{}",
        "https://hc.example:port/{}",
        "https://:80/{}",
        "https://hc.exämple/{}",
        "https://hc.example/{} x",
        "https://hc.example/{}\\r\\nX-Evil: 1",
        "https://[::1/{}",
    ],
)
@pytest.mark.parametrize("key", ["ping_url", "ping_fail_url"])
def test_an_address_that_cannot_be_asked_for_is_refused_without_its_secret(settings, key, address):
    with pytest.raises(ConfigError, match=f"notify.{key}: must be an absolute") as caught:
        settings(f'[notify]\n{key} = "{address.format(SECRET)}"')
    assert SECRET not in str(caught.value)


def test_one_in_the_environment_neither(settings, monkeypatch):
    monkeypatch.setenv("REGIORADAR_NOTIFY__PING_URL", f"hc.example/{SECRET}")
    with pytest.raises(ConfigError, match="environment: REGIORADAR_NOTIFY__PING_URL") as caught:
        settings("")
    assert SECRET not in str(caught.value)


def test_the_traceback_of_debug_neither(settings, tmp_path):
    text = f'contact = 1\n[notify]\nping_url = "hc.example/{SECRET}"'
    with pytest.raises(ConfigError) as caught:
        settings(text)
    assert SECRET not in "".join(format_exception(caught.value))


def test_the_settings_in_force_do_not_show_it(call, settings, tmp_path):
    config = settings(f'[notify]\nping_url = "https://hc.example/ping/{SECRET}?x={SECRET}"\n')
    assert SECRET not in repr(config)
    assert config.notify.ping_url.get_secret_value().count(SECRET) == 2
    shown = call("--config", str(Path(tmp_path / "regioradar.toml")), "config").stdout
    assert '# ping_url = "https://hc.example/…"  (a secret: it is not shown)\n' in shown
    assert SECRET not in shown
