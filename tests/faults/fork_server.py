"""Runs the program again and again in children of a process that has imported all of it.

A program of its own, in which Twisted's reactor never runs: that can be done once a process. Reads
one order a line on standard input, as JSON, and answers with one line each. An order may have the
child killed with SIGKILL some time after it entered a stage: the kernel does it, by a timer, so
that the moment is met however busy the machine is.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from scrapy.utils.misc import walk_modules_iter

import crawler.batches
import regioradar.publishing.journal
import regioradar.publishing.publication
import store.connection
from regioradar import pipeline
from regioradar.cli import COMMANDS, main

crawler.batches._MOST_PAGES = 2  # the sites are small: else nothing were kept before the end

STAGES = {
    "migration": (store.connection.MIGRATIONS, "apply"),
    "crawl": (pipeline, "crawl_sources"),
    "extraction": (pipeline, "extract_sources"),
    "merge": (pipeline, "consolidate"),
    "queue": (store.Store, "refresh_queue"),
    "building": (pipeline, "publish_feeds"),
    "publication": (regioradar.publishing.publication, "_replace"),
    "replacing": (regioradar.publishing.journal, "_put_in_place"),
    "prune": (pipeline, "pruned_on_run"),
}
"""Where each stage of a run begins and ends."""

LATE = """
crawler.fingerprint crawler.middlewares crawler.rendering crawler.settings crawler.unpacking
queuelib.pqueue queuelib.queue queuelib.rrqueue scrapy.dupefilters scrapy.extensions.closespider
scrapy.extensions.corestats scrapy.extensions.logstats scrapy.extensions.memusage
scrapy.extensions.throttle scrapy.logformatter scrapy.pqueues scrapy.squeues
scrapy.statscollectors
""".split()


class Timer(ctypes.Structure):
    """What timer_create(2) takes: the signal that is sent (struct sigevent, 64 bytes)."""

    _fields_ = (
        ("value", ctypes.c_void_p),
        ("signal", ctypes.c_int),
        ("notify", ctypes.c_int),
        ("rest", ctypes.c_char * 48),
    )


def die_in(seconds: float) -> None:
    """Have the kernel kill this process with SIGKILL so many seconds from now."""
    libc, timer = ctypes.CDLL(None, use_errno=True), ctypes.c_void_p()
    event = Timer(signal=signal.SIGKILL, notify=0)
    whole, rest = divmod(max(seconds, 1e-6), 1)
    times = (ctypes.c_long * 4)(0, 0, int(whole), max(1, int(rest * 1e9)))
    for failed in (
        libc.timer_create(time.CLOCK_MONOTONIC, ctypes.byref(event), ctypes.byref(timer)),
        libc.timer_settime(timer, 0, ctypes.byref(times), None),
    ):
        if failed:
            raise OSError(ctypes.get_errno(), "no timer")


def told(
    name: str, real: Callable[..., Any], pipe: int, kill: dict[str, Any] | None
) -> Callable[..., Any]:
    """The function, which says on the pipe when it begins and when it has ended, with the time."""

    def telling(*args: Any, **more: Any) -> Any:
        os.write(pipe, f"+{name} {time.monotonic()}\n".encode())
        if kill is not None and kill["stage"] == name:
            die_in(kill["after"])
        try:
            return real(*args, **more)
        finally:
            os.write(pipe, f"-{name} {time.monotonic()}\n".encode())

    return telling


def child(order: dict[str, Any], pipe: int) -> None:
    """Be the program, with the arguments and in the folder of the order."""
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    for number, name in ((1, "stdout"), (2, "stderr")):
        handle = os.open(f"{order['said']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
        os.close(handle)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for name, (owner, attribute) in STAGES.items():
        setattr(owner, attribute, told(name, getattr(owner, attribute), pipe, order["kill"]))
    # A killed program loses nothing that was written.
    os.sync = os.fsync = lambda *_: None
    code = 1
    try:
        main(order["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    """Fork a child for an order and say how it ended, with what it said of its stages."""
    gc.collect()
    gc.freeze()  # what the parent has stays shared memory
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(ours)
        child(order, theirs)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as pipe:
        marks = [line.split() for line in pipe]
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return {"status": status, "marks": [(mark, float(at)) for mark, at in marks]}


def here(order: dict[str, Any]) -> dict[str, Any]:
    """Be the program in this very process, so that its children know what it has learned."""
    os.chdir(order["folder"])
    with contextlib.redirect_stdout(None), contextlib.suppress(SystemExit):
        main(order["arguments"])
    return {"status": 0, "marks": []}


def warm_up() -> None:
    """Import what a run imports late, but for the reactor, of which there is one in each child."""
    for where in (*COMMANDS.values(), *LATE):
        importlib.import_module(where.partition(":")[0])
    for package in ("scrapy.downloadermiddlewares", "scrapy.spidermiddlewares", "crawler.spiders"):
        list(walk_modules_iter(package))


warm_up()
for line in sys.stdin:
    order = json.loads(line)
    sys.stdout.write(json.dumps(here(order) if order["here"] else carry_out(order)) + "\n")
    sys.stdout.flush()
