"""Makes `hostile_web.py` importable here, crawls its attacks and keeps what came of them.

`pytest tests/crawler/hostile --table` prints that as a Markdown table.
"""

import importlib.util
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).with_name("hostile_web.py")
_spec = importlib.util.spec_from_file_location("hostile_web", _FILE)
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
sys.modules["hostile_web"] = _module
_spec.loader.exec_module(_module)

from hostile_web import PRIVATE, PRIVATE6, Attack, HostileServer  # noqa: E402

ROWS = pytest.StashKey[list[tuple[str, str, str]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--table", action="store_true", help="print the attacks as a table")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = []


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.getoption("--table", default=False):
        terminalreporter.write_line("\n| attack | what was requested | what happened |")
        terminalreporter.write_line("|---|---|---|")
        for row in config.stash[ROWS]:
            cells = (" ".join(cell.replace("|", "\\|").split()) for cell in row)
            terminalreporter.write_line(f"| {' | '.join(cells)} |")


@pytest.fixture(scope="module")
def hostile() -> Iterator[HostileServer]:
    """The hostile server on what stands for the open internet."""
    server = HostileServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def victims(hostile: HostileServer) -> Iterator[list[HostileServer]]:
    """Servers on what stands for the own network, on the same port as the hostile one."""
    found = [HostileServer(PRIVATE, hostile.port)]
    if socket.has_ipv6:
        found.append(HostileServer(PRIVATE6, hostile.port))
    yield found
    for server in found:
        server.close()


@pytest.fixture(scope="session")
def crawl_all(tools: Any) -> Callable[..., Any]:
    """Crawl the attacks as one source each, side by side in one process."""

    def run(server: HostileServer, attacks: list[Attack], folder: Path, **options: Any) -> Any:
        names: dict[str, Any] = {
            attack.host: list(attack.addresses) for attack in attacks if not attack.spelled
        }
        names |= options.pop("names", {})
        server.robots = frozenset(attack.host for attack in attacks if attack.robots)
        for attack in attacks:
            server.attacks[attack.host] = attack.serve
            entries = [(attack.entry, server.url(attack.host, attack.path))]
            hosts = [f"{host}:{server.port}" for host in (attack.host, *attack.hosts)]
            more = {"hosts": hosts} if attack.hosts else {}
            tools.source_file(folder, attack.name, entries=entries, **more)
        settings = {"LOG_LEVEL": "WARNING", **options.pop("settings", {})}
        options.setdefault("concurrency", 64)
        return tools.run(folder, names=names, settings=settings, **options)

    return run


@pytest.fixture
def judge(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compare what an attack got with what it may get, and put both into the table."""
    rows = request.config.stash[ROWS]

    def compare(attack: Attack, server: HostileServer, result: Any, note: str = "") -> None:
        crawl = result.crawls[attack.name]
        problems = [p for p in crawl["problems"] if p["kind"] != "no_pages"]
        asked = server.paths(attack.host)
        words = "; ".join(f"{p['kind']}: {p['message']}" for p in problems) or "no problem"
        happened = f"{words}; pages: {len(crawl['pages'])}{note}".replace(f":{server.port}", "")
        shown = ", ".join(f"`{path[:60]}`" for path in dict.fromkeys(asked)) or "nothing"
        rows.append((attack.what, shown, happened))
        assert set(asked) <= set(attack.asked), asked
        assert set(result.pages(attack.name)) == set(attack.pages)
        if attack.kind:
            first = problems[0]
            assert first["kind"] == attack.kind, problems
            assert attack.message in first["message"]
        else:
            assert problems == []
        assert crawl["finish_reason"] == "finished"

    return compare


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Put a row into the table."""
    rows = request.config.stash[ROWS]
    return lambda attack, asked, happened: rows.append((attack, asked, happened))
