"""A small web server on loopback and a crawl in a process of its own (one reactor a process)."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest

DRIVER = Path(__file__).with_name("crawl_driver.py")
FAST = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "RETRY_TIMES": 0,
    "DOWNLOAD_TIMEOUT": 10,
    "REGIORADAR_UNSAFE_TEST_NETWORKS": ["127.0.0.1/32"],
}


@dataclass
class Answer:
    body: bytes | str = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    claimed_length: int | None = None


@dataclass
class Asked:
    host: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


class LoopbackSite:
    """Answers by host and path (as a proxy) or by path alone; keeps what was asked.

    Where a route is a list, its answers come in turn, and the last one stays.
    """

    def __init__(self) -> None:
        self.routes: dict[str, Answer | list[Answer]] = {}
        self.asked: list[Asked] = []
        self.news = threading.Condition()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *args: object) -> None:
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"http://{self.host}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def wait_for(self, path: str, seconds: float = 30.0) -> None:
        """Wait until `path` was asked for."""
        with self.news:
            assert self.news.wait_for(lambda: path in self.paths(), seconds), f"no {path}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        asked = Asked(parts.netloc, path, dict(handler.headers), time.monotonic())
        with self.news:
            self.asked.append(asked)
            self.news.notify_all()
        found = self.routes.get(parts.netloc + path) or self.routes.get(path)
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        found = found or Answer(status=404, body="nichts hier")
        time.sleep(found.delay)
        body = found.body.encode() if isinstance(found.body, str) else found.body
        etag = found.headers.get("ETag")
        if etag and handler.headers.get("If-None-Match") == etag:
            found, body = Answer(status=304, headers=found.headers), b""
        asked.ended = time.monotonic()  # before the answer goes out: the crawl waits until here
        length = len(body) if found.claimed_length is None else found.claimed_length
        try:
            handler.send_response(found.status)
            handler.send_header("Content-Type", found.content_type)
            handler.send_header("Content-Length", str(length))
            for name, value in found.headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            pass  # the crawl hung up, as some tests want it to


@pytest.fixture(scope="module")
def new_site() -> Iterator[Callable[[], LoopbackSite]]:
    sites: list[LoopbackSite] = []

    def make() -> LoopbackSite:
        sites.append(LoopbackSite())
        return sites[-1]

    yield make
    for site in sites:
        site.close()


@dataclass
class Result:
    """What a crawl in a process of its own gave: one SourceCrawl (as JSON) a source."""

    crawls: dict[str, dict[str, Any]]
    log: str
    exit_code: int
    pages_told: list[tuple[str, int]]
    peak: int = 0
    cpu: float = 0.0

    def pages(self, source_id: str) -> dict[str, dict[str, Any]]:
        """Return the pages by path and query."""
        found = {}
        for page in self.crawls[source_id]["pages"]:
            parts = urlsplit(page["url"])
            found[parts.path + (f"?{parts.query}" if parts.query else "")] = page
        return found

    def kinds(self, source_id: str) -> dict[str, tuple[str, str]]:
        """Return kind and severity of the problems by path."""
        return {
            urlsplit(problem["url"]).path: (problem["kind"], problem["severity"])
            for problem in self.crawls[source_id]["problems"]
        }

    def known(self) -> list[dict[str, Any]]:
        """Return all pages, for a second crawl that knows them."""
        return [page for crawl in self.crawls.values() for page in crawl["pages"]]

    def verdicts(self, source_id: str) -> dict[str, str]:
        """Return what came of each address, by path and query."""
        found = {}
        for visited in self.crawls[source_id]["visits"]:
            parts = urlsplit(visited["url"])
            found[parts.path + (f"?{parts.query}" if parts.query else "")] = visited["verdict"]
        return found


def source_file(folder: Path, source_id: str, **fields: Any) -> None:
    """Write a source file; `entries` are (kind, url) pairs, `follow` a mapping."""
    folder.mkdir(exist_ok=True)
    follow = fields.pop("follow", {})
    entries = fields.pop("entries")
    lines = [f'id = "{source_id}"', f'name = "Quelle {source_id}"']
    fields = {"kind": "ministry", **fields}
    lines += [f"{key} = {json.dumps(value)}" for key, value in fields.items()]
    for kind, url in entries:
        lines += ["[[entries]]", f'kind = "{kind}"', f'url = "{url}"']
    lines += ["[follow]", *(f"{key} = {json.dumps(value)}" for key, value in follow.items())]
    (folder / f"{source_id}.toml").write_text("\n".join(lines), encoding="utf-8")


def clean_environment(**extra: str) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.lower().endswith("_proxy") and not key.startswith("REGIORADAR_")
    }
    return {**kept, **extra}


def start_driver(catalogue: Path, **options: Any) -> subprocess.Popen[str]:
    """Start a crawl; see crawl_driver.py for the options."""
    environment = clean_environment(**options.pop("environment", {}))
    options["settings"] = {**FAST, **options.get("settings", {})}
    return subprocess.Popen(
        [sys.executable, str(DRIVER), json.dumps({"catalogue": str(catalogue), **options})],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def finish_driver(process: subprocess.Popen[str]) -> Result:
    output, log = process.communicate(timeout=60)
    lines = [json.loads(line) for line in output.splitlines()]
    return Result(
        crawls={line["crawl"]["source_id"]: line["crawl"] for line in lines if "crawl" in line},
        log=log,
        exit_code=process.returncode,
        pages_told=[tuple(line["page"]) for line in lines if "page" in line],
        **next((line for line in lines if "peak" in line), {}),
    )


def run_driver(catalogue: Path, **options: Any) -> Result:
    return finish_driver(start_driver(catalogue, **options))


PROJECT = Path(__file__).resolve().parents[2]


def scrapy(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run a `scrapy` command in the project's folder; without pauses, and loopback is open."""
    settings = {
        "REGIORADAR_CRAWL__UNSAFE_TEST_NETWORKS": "127.0.0.1/32",
        "REGIORADAR_CRAWL__DELAY": "0.001",
    }
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=PROJECT,
        env=clean_environment(**{**settings, **options.pop("environment", {})}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


@pytest.fixture(scope="session")
def tools() -> SimpleNamespace:
    """The above, for tests: helper modules cannot be imported from a test folder."""
    return SimpleNamespace(
        answer=Answer,
        source_file=source_file,
        run=run_driver,
        scrapy=scrapy,
        start=start_driver,
        finish=finish_driver,
        environment=clean_environment,
    )
