"""`regioradar review`: its start, its key, its settings, and that it answers."""

import http.client
import os
import re
import signal
import stat
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner

from model import ConfigError
from regioradar.cli import main
from regioradar.clock import Clock
from regioradar.config import Config, load
from regioradar.reviewing.building import settings_of
from regioradar.reviewing.secrets import secret_key
from regioradar.serving import WebServer
from review.setup import ProxyLogin
from store import Role, Store


@pytest.fixture
def configured(tmp_path):
    """Write regioradar.toml with a [review] section of these lines, and read it."""

    def write(*lines):
        text = "\n".join(['sources_dir = "sources"', "[review]", *lines])
        (tmp_path / "regioradar.toml").write_text(text + "\n", encoding="utf-8")
        return load()

    (tmp_path / "sources").mkdir(exist_ok=True)
    return write


def user(config, name="Erika"):
    with Store.open(config.database_file) as store:
        store.accounts.add(name, Role.MANAGE, password="x", by="root", now=Clock().now())  # noqa: S106


def fault_of(*args):
    result = CliRunner().invoke(main, ["review", *args])
    assert result.exit_code == 2, result.output
    return result.stderr


def test_without_a_user_it_says_how_one_is_made(configured, write_source):
    write_source("alpha")
    configured()
    said = fault_of()
    assert "there is no default password" in said
    assert "regioradar user add NAME --role verwalten" in said


def test_disabled_users_are_none(configured, write_source):
    write_source("alpha")
    config = configured()
    with Store.open(config.database_file) as store:
        store.accounts.add("Erika", Role.READ, by="root", now=Clock().now())
        store.accounts.disable("Erika", by="root", now=Clock().now())
    assert "nobody may log in yet" in fault_of()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::1", "192.0.2.1"])  # noqa: S104 (it is refused)
def test_an_address_of_the_network_needs_tls_in_front(configured, host):
    configured()
    assert "others could read passwords" in fault_of("--host", host)


def test_the_key_is_made_once_for_one_user_alone(configured):
    config = configured()
    file = config.database_file.with_name("regioradar.sqlite.review-key")
    key = secret_key(config)
    assert len(key) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret_key(config) == key
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    file.unlink()
    assert secret_key(config) != key


def test_two_starts_at_once_have_one_key(configured):
    config = configured()
    found = []
    threads = [threading.Thread(target=lambda: found.append(secret_key(config))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_key_that_others_may_read_is_refused(configured):
    config = configured()
    secret_key(config)
    config.database_file.with_name("regioradar.sqlite.review-key").chmod(0o640)
    with pytest.raises(ConfigError, match="others may read the key"):
        secret_key(config)


@pytest.mark.parametrize("content", ["", "short\n", "ü" * 40])
def test_a_key_that_is_none_is_refused(configured, content, tmp_path):
    (tmp_path / "key").write_text(content, encoding="utf-8")
    (tmp_path / "key").chmod(0o600)
    config = configured('secret_key_file = "key"')
    with pytest.raises(ConfigError, match=r"review\.secret_key_file"):
        secret_key(config)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['host = "0.0.0.0"'], "passwords would travel in the clear"),
        (['host = "0.0.0.0"', 'base_url = "http://x.example/"'], "passwords would travel"),
        (['base_url = "pruefung.example"'], "must be an absolute http(s) address"),
        (['proxy_networks = ["192.0.2.1"]'], "must be set together"),
        (['proxy_secret_file = "s"'], "must be set together"),
        (['proxy_networks = ["x"]', 'proxy_secret_file = "s"'], "must be networks such as"),
        (['proxy_networks = ["192.0.2.1/24"]', 'proxy_secret_file = "s"'], "must be networks"),
        (['proxy_header = "X User"'], "must be the name of a header"),
        (['oidc_issuer = "https://x.example"'], "must be set with review.oidc_issuer"),
        (['oidc_issuer = "http://x.example"'], "must be an address of https"),
        (['oidc_issuer = "x"'], "must be an address of https"),
        (["bulk_least = 0.4"], "review.bulk_least"),
        (["logins_per_minute = 0"], "review.logins_per_minute"),
    ],
)
def test_settings_that_cannot_be_are_refused(configured, lines, said):
    with pytest.raises(ConfigError, match=re.escape(said)):
        configured(*lines)


def test_a_secret_that_is_too_short_or_away_is_refused(configured, tmp_path):
    lines = ('proxy_networks = "127.0.0.1/32"', 'proxy_secret_file = "s"')
    config = configured(*lines)
    with pytest.raises(ConfigError, match=r"review\.proxy_secret_file: .*s: cannot be read"):
        settings_of(config)
    (tmp_path / "s").write_text("x" * 19, encoding="utf-8")
    with pytest.raises(ConfigError, match="fewer than 20 characters"):
        settings_of(config)


def test_settings_reach_the_application(configured, tmp_path):
    (tmp_path / "s").write_text("x" * 20 + "\n", encoding="utf-8")
    (tmp_path / "o").write_text("secret\n", encoding="utf-8")
    found = settings_of(
        configured(
            'base_url = "https://pruefung.example:8443/x"',
            "proxies = 1",
            'proxy_networks = ["192.0.2.1", "2001:db8::/64"]',
            'proxy_secret_file = "s"',
            'oidc_issuer = "https://anmeldung.example"',
            'oidc_client_id = "r"',
            'oidc_secret_file = "o"',
            "session_hours = 3",
        )
    )
    assert (found.base_url, found.secure) == ("https://pruefung.example:8443/x/", True)
    assert found.trusted_hosts == ("pruefung.example", "127.0.0.1", "localhost")
    assert found.session_hours == 3
    assert found.proxy_login == ProxyLogin(
        networks=("192.0.2.1/32", "2001:db8::/64"),
        header="X-Remote-User",
        secret_header="X-Proxy-Secret",  # noqa: S106
        secret="x" * 20,
    )
    assert found.openid is not None
    assert found.openid.client_secret == "secret"  # noqa: S105


def test_secrets_are_not_among_the_settings_that_are_printed(configured, tmp_path):
    (tmp_path / "o").write_text("very-secret\n", encoding="utf-8")
    configured(
        'oidc_issuer = "https://a.example"', 'oidc_client_id = "r"', 'oidc_secret_file = "o"'
    )
    printed = CliRunner().invoke(main, ["config"])
    assert printed.exit_code == 0, printed.output
    assert "oidc_secret_file" in printed.stdout
    assert "very-secret" not in printed.stdout


def _heard(environ, start_response):
    """Say what came of the headers that a proxy sends."""
    names = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO")
    body = "|".join(environ.get(name, "-") for name in names).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("forwarded", "heard"), [(False, b"-|-|-"), (True, b"192.0.2.9|pruefung.example|https")]
)
def test_headers_of_proxies_reach_the_application_only_where_it_is_told_of_one(forwarded, heard):
    server = WebServer(_heard, forwarded=forwarded)
    thread = threading.Thread(target=server.serve_forever)
    with server:
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        headers = {
            "X-Forwarded-For": "192.0.2.9",
            "X-Forwarded-Host": "pruefung.example",
            "X-Forwarded-Proto": "https",
        }
        connection.request("GET", "/", headers=headers)
        answer = connection.getresponse().read()
        connection.close()
        server.shutdown()
        thread.join()
    assert answer == heard


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_it_answers_and_ends_when_it_is_told_to(configured, write_source, tmp_path):
    write_source("alpha")
    config = configured("port = 0")
    user(config)
    command = [sys.executable, "-m", "regioradar", "review"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", said)[1])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        answer = connection.getresponse()
        location = answer.headers["Location"]
        answer.read()
        connection.close()
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=20)
    assert location.startswith("/anmelden")
    assert "stopped" in rest
    assert process.returncode == os.EX_OK


def test_a_port_that_is_taken_is_said(configured, write_source, monkeypatch):
    write_source("alpha")
    user(configured())

    def taken(*args, **more):
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("regioradar.reviewing.service.WebServer", taken)
    assert "port 8081: Address already in use; choose another" in fault_of()


def test_defaults_are_for_one_machine():
    review = Config().review
    assert (review.host, review.secure, review.proxies, review.networks) == (
        "127.0.0.1",
        False,
        0,
        (),
    )
    assert review.hosts == ("127.0.0.1", "localhost")
