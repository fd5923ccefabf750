"""A mail server and a web server on loopback, a program that writes down what it is told."""

import json
import stat
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import regioradar.pipeline as pipeline
from crawler.archive import SourceCrawl, Visited
from model import EntryKind, Page, Problem, ProblemKind, Severity, Verdict
from regioradar.archive import StoreArchive
from regioradar.notify.troubles import Kind
from sources import Source
from store import Trouble

sys.path.append(str(Path(__file__).resolve().parents[1]))  # for the module above this folder

from mail_server import certificate, config, start, tls

from .office import GOOD, Office

__all__ = ["certificate", "config", "start", "tls"]

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.fixture
def trouble() -> Callable[..., Trouble]:
    """A trouble that lasts."""

    def make(subject: str = "alpha", kind: Kind = Kind.SOURCE_BROKEN, **fields: Any) -> Trouble:
        values = {
            "text": "http://alpha.localhost/: timeout: no answer",
            "german": "Antwortet nicht.",
            "command": f"regioradar sources try {subject}",
            "since": NOW,
            **fields,
        }
        return Trouble(kind=kind.value, subject=subject, **values)

    return make


class Program:
    """A program that adds what it is told to a file; `ends` is the shell code that it ends with."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "hook"
        self._log, self._variables = folder / "told.jsonl", folder / "variables"
        self.write("exit 0")

    def write(self, ends: str) -> None:
        self.file.write_text(
            f'#!/bin/sh\ncat >> "{self._log}"\necho >> "{self._log}"\n'
            f"env | grep ^NOTICE_ > '{self._variables}'\n{ends}\n"
        )
        self.file.chmod(stat.S_IRWXU)

    @property
    def told(self) -> list[dict[str, Any]]:
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [json.loads(line) for line in lines if line]

    @property
    def variables(self) -> str:
        return self._variables.read_text()


@pytest.fixture
def program(tmp_path) -> Program:
    """A program to be told."""
    return Program(tmp_path)


class Watch:
    """A web server that notes what it is asked for; `answers` are taken one by one, then 200."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: list[int] = []
        self.headers: list[dict[str, str]] = []
        watch = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                watch.asked.append(self.path)
                watch.headers.append(dict(self.headers))
                status = watch.answers.pop(0) if watch.answers else 200
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", f"{watch.address}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A server that pings go to."""
    made = Watch()
    yield made
    made.stop()


@pytest.fixture
def play_nights(monkeypatch) -> Callable[[Mapping[str, Mapping[str, str]]], None]:
    """Makes the program find these pages, by source; a source without any does not answer."""

    def begin(pages: Mapping[str, Mapping[str, str]]) -> None:
        def crawl(sources, archive, *, on_source, **_):
            for source in sources:
                done = played(source, pages.get(source.id, {}), archive)
                archive.save_crawl(done)
                on_source(done)

        monkeypatch.setattr(pipeline, "crawl", crawl)

    return begin


def played(source: Source, texts: Mapping[str, str], archive: StoreArchive) -> SourceCrawl:
    """One source's crawl."""
    now = archive._clock.now()
    entry = source.entries[0].url
    pages = [
        Page(
            source_id=source.id,
            url=f"http://{source.id}.localhost{path}",
            body=text.encode(),
            fetched_at=now,
        )
        for path, text in texts.items()
    ]
    archive.save_pages(source.id, pages, ())
    fault = Problem(
        kind=ProblemKind.TIMEOUT, message="no answer", severity=Severity.ERROR, url=entry
    )
    visits = [(page.url, Verdict.OK, "") for page in pages] or [
        (entry, Verdict.TIMEOUT, "no answer")
    ]
    return SourceCrawl(
        source_id=source.id,
        visits=tuple(
            Visited(
                url=url, verdict=verdict, role=EntryKind.LISTING, entry=True, at=now, message=said
            )
            for url, verdict, said in visits
        ),
        pages=len(pages),
        size=0,
        problems=() if pages else (fault,),
        requests=1,
        started_at=now,
        finished_at=now,
        finish_reason="finished",
    )


@pytest.fixture
def office(start, play_nights, plain_parser, write_source, tmp_path, program, watch, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    pages = {}
    for source_id in ("alpha", "beta", "gamma", "delta", "netz"):
        write_source(source_id)
        pages[source_id] = dict(GOOD)
    play_nights(pages)
    return Office(tmp_path, start(), program, watch, pages)
