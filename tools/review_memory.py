"""The memory of the review service as it runs, while several people look at all screens at once.

A part of `tools/bench_review.py`.
"""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import click
from bench_measure import Measure

from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.reviewing.service import serve_review
from sources import load_catalogue

GOAL_MEMORY = 120.0
"""MB."""
_PEOPLE = 4
_ROUNDS = 8
"""How often each of the people looks at all screens."""


def run_service(today: date, database: Path) -> None:
    """What `regioradar review` does, on the day of the bench, at a free port."""
    config = Config(data_dir=database.parent, database=database, contact="bench@example.org")
    serve_review(config, load_catalogue(), Clock.at(today), host="127.0.0.1", port=0)


def measure_memory(command: list[str], addresses: list[str], user: tuple[str, str]) -> Measure:
    """Have several people look at all screens at once, and tell what memory the service takes.

    `command` starts it, `user` is a name and a password.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:  # noqa: S603
        try:
            said = service.stdout.readline() if service.stdout else ""
            found = re.search(r"http://[\d.:]+", said)
            if found is None:
                raise click.ClickException("the service does not start")
            at_first = memory_of(service.pid, "VmRSS")
            with ThreadPoolExecutor(_PEOPLE) as pool:
                looks = [pool.submit(_look, found[0], addresses, user) for _ in range(_PEOPLE)]
                asked = sum(look.result() for look in looks)
            figures = [at_first, *(memory_of(service.pid, name) for name in ("VmRSS", "VmHWM"))]
        finally:
            service.terminate()
    said = "memory of the service, MB"
    click.echo(f"\n{said:<36}{'start':>8}{'now':>8}{'peak':>8}{'goal':>8}")
    row = "".join(f"{figure:>8.0f}" for figure in (*figures, GOAL_MEMORY))
    click.echo(f"{f'{_PEOPLE} people, {asked:,} screens':<36}{row}")
    return Measure(
        name="review: peak memory, MB", ratio=figures[-1], against="MB", goal=GOAL_MEMORY
    )


def _look(service: str, addresses: list[str], user: tuple[str, str]) -> int:
    """Log in and look at all screens some times; how many that were."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{service}/anmelden").read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if token is None:
        raise click.ClickException("the page of the login has no token")
    form = {"csrf_token": token[1], "name": user[0], "password": user[1]}
    browser.open(Request(f"{service}/anmelden", urlencode(form).encode()))  # noqa: S310 (ours)
    asked = addresses * _ROUNDS
    for address in asked:
        browser.open(service + address).read()
    return len(asked)


def memory_of(pid: int, name: str) -> float:
    """A figure of a process in MB: VmRSS is what it holds, VmHWM the most that it ever held."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024 / 1e6
