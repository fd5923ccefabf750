"""Readers in a loop while publications replace each other: each answer is one version, whole."""

import gzip
import subprocess
import sys
import threading
import time
from pathlib import Path

import brotli
import icalendar
import pytest

from regioradar.publishing import Fresh, publish

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PROGRAM = str(Path(sys.executable).with_name("regioradar"))
VERSIONS = 200
NAMES = ("alle.ics", "termin/a.ics", "thema/b.ics")
CODINGS = ("identity", "br", "identity", "gzip")


def version(number: int, name: str) -> bytes:
    """A calendar of another length each; every line of an event says which version it is."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@{name}\r\nDTSTAMP:20260302T120000Z\r\nDTSTART:20260512\r\n"
        f"SEQUENCE:{number}\r\nSUMMARY:Fassung {number}\r\nEND:VEVENT\r\n"
        for n in range(20 + number % 37)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//DE\r\n"
    return f"{head}{events}END:VCALENDAR\r\n".encode()


@pytest.fixture(params=["thread", "regioradar serve", "nginx"])
def served(request, tmp_path, free_port, reachable, nginx):
    """A public folder and how to ask for its files: our own server, the real command, nginx."""
    if request.param == "nginx":
        with nginx() as (public, ask):
            yield public, ask
        return
    public = tmp_path / "public"
    publish(files(0), (), public)
    if request.param == "thread":
        with request.getfixturevalue("serve")(public) as ask:
            yield public, ask
        return
    port = free_port()
    command = [PROGRAM, "serve", "--dir", str(public), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path, text=True) as process:
        try:
            yield public, reachable(process, port)
        finally:
            process.terminate()


def files(number: int) -> dict[str, Fresh]:
    return {name: Fresh(body=version(number, name), key="") for name in NAMES}


def unpacked(answer) -> bytes:
    coding = answer.headers.get("Content-Encoding", "")
    if coding == "gzip":
        return gzip.decompress(answer.body)
    return brotli.decompress(answer.body) if coding == "br" else answer.body


def test_no_answer_is_half_or_mixed(served, record_property):
    public, ask = served
    publish(files(0), (), public)
    whole = {version(number, name) for number in range(VERSIONS) for name in NAMES}
    seen, faults, stop = [], [], threading.Event()

    def read(coding: str) -> None:
        tags = {}
        while not stop.is_set():
            for name in NAMES:
                try:
                    answer = ask(f"/{name}", Accept_Encoding=coding)
                    assert answer.status == 200
                    body = unpacked(answer)
                    assert body in whole, "half or mixed"
                    length = answer.headers["Content-Length"]
                    assert length is None or int(length) == len(answer.body)
                    tag = answer.headers["ETag"]
                    assert tags.setdefault((name, tag), body) == body, "one tag, two bodies"
                    unchanged = ask(f"/{name}", Accept_Encoding=coding, If_None_Match=str(tag))
                    assert unchanged.status in (200, 304)
                    seen.append(body)
                except Exception as fault:
                    faults.append(fault)
                    stop.set()

    readers = [threading.Thread(target=read, args=(coding,)) for coding in CODINGS]
    for reader in readers:
        reader.start()
    for number in range(1, VERSIONS):
        publish(files(number), (), public)
        met, deadline = len(seen), time.monotonic() + 30
        while len(seen) == met and not stop.is_set() and time.monotonic() < deadline:
            time.sleep(0.001)  # the readers keep up
    stop.set()
    for reader in readers:
        reader.join()
    assert not faults, faults[0]
    found = set(seen)
    assert len(found) > VERSIONS / 4
    for body in sorted(found)[:20]:
        assert len(icalendar.Calendar.from_ical(body).events) >= 20
    record_property("publications", VERSIONS)
    record_property("answers", len(seen))
