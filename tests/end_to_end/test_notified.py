"""Nights of the real program against replica sites: a site breaks and comes back, each told once.

The program that is told, the mail server and the server that waits for the ping are real too.
"""

import json
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from prometheus_client.parser import text_string_to_metric_families

from regioradar.replica import ReplicaServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HOOK = f"""#!{sys.executable}
import json, os, sys
told = json.load(sys.stdin)
assert told["text"] == os.environ["NOTICE_TEXT"]
with open("told.jsonl", "a") as file:
    file.write(json.dumps(told) + "\\n")
"""


class _OnAFreePort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class _Mailbox:
    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def mails() -> Iterator[tuple[int, list[Any]]]:
    """The port of a mail server, and what it took."""
    box = _Mailbox()
    controller = _OnAFreePort(box, hostname="127.0.0.1", port=0)
    controller.start()
    yield controller.port, box.mails
    controller.stop()


@pytest.fixture
def pings() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def night(folder, program, web, mails, pings) -> Callable[..., None]:
    """Run the program on a day, on the sites as they are; its exit code is looked at."""
    (folder / "sources" / "bmwe.toml").unlink()
    hook = folder / "hook"
    hook.write_text(HOOK)
    hook.chmod(stat.S_IRWXU)
    with (folder / "regioradar.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'[mail]\nto = "erika@amt.example"\nsender = "radar@amt.example"\nhost = "127.0.0.1"\n'
            f'port = {mails[0]}\nsecurity = "none"\n[notify]\ncommand = ["{hook}"]\nmail = true\n'
            f'ping_url = "{pings[0]}/done"\nping_fail_url = "{pings[0]}/failed"\n'
            'metrics_file = "regioradar.prom"\n'
        )

    def run(day: int) -> None:
        with ReplicaServer(web.folders) as server:
            result = program(
                folder,
                "run",
                "--all",
                "--no-quiet",
                "--today",
                f"2026-03-{day:02}",
                **server.proxies,
                no_proxy="127.0.0.1",
            )
        assert result.returncode in (0, 1), result.stderr
        assert "notify" not in result.stderr

    return run


def told(folder: Path) -> list[list[tuple[str, str, str]]]:
    file = folder / "told.jsonl"
    lines = file.read_text().splitlines() if file.exists() else []
    return [
        [(n["event"], n["kind"], n["subject"]) for n in json.loads(line)["notices"]]
        for line in lines
    ]


def figures(folder: Path) -> dict[tuple[str, ...], float]:
    text = (folder / "regioradar.prom").read_text(encoding="utf-8")
    return {
        (sample.name.removeprefix("regioradar_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_site_that_breaks_for_three_nights_is_told_once_and_once_when_it_is_back(
    night, folder, web, mails, pings
):
    night(2)
    assert told(folder) == []
    assert figures(folder)["source_health", "expertrainee", "well"] == 1
    web.answer_all("expertrainee", "status = 500")
    for day in (3, 4, 5):
        night(day)
        assert figures(folder)["source_health", "expertrainee", "broken"] == 1
        assert figures(folder)["troubles", "source_broken"] == 1
    assert told(folder) == [[("broken", "source_broken", "expertrainee")]]
    assert [mail["Subject"] for mail in mails[1]] == ["RegioRadar: 1 Störung"]
    web.restore()
    night(6)
    assert told(folder)[1:] == [[("recovered", "source_broken", "expertrainee")]]
    assert [mail["Subject"] for mail in mails[1]][1:] == ["RegioRadar: 1 behoben"]
    assert "Antwortet seit dem 3. März 2026" in mails[1][0].get_content()
    assert figures(folder)["source_health", "expertrainee", "broken"] == 0
    assert pings[1] == ["/done"] * 5
