"""The replica server as a process: its faults, connections and log, its folders and settings."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import ConfigError, ProblemKind
from regioradar.replica import ReplicaServer, Request
from regioradar.replica_site import Site, load_sites

Ask = Send = Callable[..., Any]

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_a_truncated_body_announces_more_than_it_sends(server: ReplicaServer, ask: Ask) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask(server, "/lang.html", Accept_Encoding="gzip")
    assert caught.value.partial == b"<p>lang la"
    assert caught.value.expected == 1007 - 10


def test_a_delay_is_kept(server: ReplicaServer, ask: Ask) -> None:
    began = time.monotonic()
    assert ask(server, "/langsam").status == 200
    assert time.monotonic() - began >= 0.3


def test_silence_until_the_client_gives_up(server: ReplicaServer) -> None:
    deadline = time.monotonic() + 30
    with socket.create_connection(("127.0.0.1", server.port), timeout=0.3) as connection:
        connection.sendall(b"GET /still HTTP/1.1\r\nHost: eins.localhost\r\n\r\n")
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        with pytest.raises(TimeoutError):
            connection.recv(1)
    assert server.requests == [Request("eins.localhost", "/still", 0)]


def test_closing_wakes_silent_delayed_and_idle_connections(folder: Path) -> None:
    before = threading.active_count()
    clients = []
    with ReplicaServer(folder) as server:
        for path in ("/still", "/langsam", "/neu"):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: eins.localhost\r\n\r\n".encode())
            clients.append(client)
        assert clients[-1].recv(12) == b"HTTP/1.1 200"
        began = time.monotonic()
    assert (
        time.monotonic() - began < 20
    )  # an idle connection is kept for 60 s, a silent one for ever
    assert threading.active_count() == before
    for client in clients:
        client.close()


def test_one_connection_serves_many_requests(server: ReplicaServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.connect()
    own = connection.sock
    for _ in range(3):
        connection.request("GET", "/neu", headers={"Host": "eins.localhost"})
        assert connection.getresponse().read() == b"<p>Neu</p>"
        assert connection.sock is own
    connection.close()


def test_logs_what_was_asked(server: ReplicaServer, ask: Ask) -> None:
    ask(server, "http://www.eins.localhost/liste?a=1")
    ask(server, "/nichts", host="zwei.localhost:8099")
    ask(server, "http://example.org/x")
    assert server.requests == [
        ("www.eins.localhost", "/liste?a=1", 200),
        ("zwei.localhost", "/nichts", 404),
        ("example.org", "/x", 502),
    ]


def test_listens_on_loopback_only_and_frees_its_port(folder: Path, ask: Ask) -> None:
    with ReplicaServer(folder) as server:
        port = server.port
        assert server._server is not None
        assert server._server.server_address[0] == "127.0.0.1"
    with ReplicaServer(folder, port) as again:
        assert again.port == port
        assert ask(again, "/").status == 200


@given(st.text(max_size=60))
@example("..")
@example("\ud800")
def test_any_path_gives_an_answer_from_within(path: str) -> None:
    site = Site(Path(__file__).parents[2] / "sites" / "mr4b")
    assert site.answer("/" + path.replace("?", "")).status in (200, 301, 404)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hosts = [", "site.toml"),
        ('last_modified = 2026-01-01T00:00:00Z\nhosts = ["example.org"]', "localhost"),
        ('hosts = ["a.localhost"]', "last_modified"),
        ('hosts = ["a.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\nhost = "b"', "host"),
        (
            'hosts = ["a.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n'
            '[[route]]\npath = "/x"\nfile = "../anderswo.html"',
            "anderswo",
        ),
        (
            'hosts = ["a.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n'
            '[[broken]]\npath = "/x"\nproblem = "langweilig"',
            "broken.0.problem",
        ),
    ],
)
def test_wrong_settings_name_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "site.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"site\.toml") as caught:
        load_sites([tmp_path])
    assert says in str(caught.value)


def test_two_sites_cannot_share_a_host(folder: Path) -> None:
    (folder / "zwei" / "site.toml").write_text(
        'hosts = ["eins.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match="belongs to another site"):
        ReplicaServer(folder)


def test_a_folder_without_sites_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no replica site"):
        ReplicaServer(tmp_path)


def test_the_announced_problems_are_read(folder: Path) -> None:
    broken = Site(folder / "eins").settings.broken
    assert [(item.path, item.problem) for item in broken] == [("/lang.html", ProblemKind.TRUNCATED)]


def test_several_folders_stand_behind_one_server(ask: Ask) -> None:
    tests = Path(__file__).parents[2]
    with ReplicaServer([tests / "sites", tests / "sites_faulty"]) as server:
        assert ask(server, "/termine.html", host="failing.localhost").status == 500
        assert ask(server, "/robots.txt", host="failing.localhost").status == 200
        page = ask(server, "/was/auch/immer", host="errorpage.localhost")
        assert (page.status, b"Wartungsarbeiten" in page.body) == (200, True)
        assert ask(server, "/agb.php", host="www.expertrainee.localhost").status == 200


def test_the_module_serves_until_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-m", "regioradar.replica", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith("http_proxy=http://127.0.0.1:")
        port = int(first.rsplit(":", 1)[1])
        hosts = ("eins.localhost", "www.eins.localhost", "zwei.localhost")
        for host in sorted(hosts):
            assert process.stdout.readline() == f"http://{host}:{port}/\n"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "http://zwei.localhost/")
        assert connection.getresponse().read() == b"<p>Zwei</p>"
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "stopped\n"
        assert process.wait(30) == 0
