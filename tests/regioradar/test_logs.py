"""Log lines for people and for machines; nothing of Scrapy's is lost and no bar is torn."""

import io
import json
import logging
import sys
from types import SimpleNamespace

import pytest
from rich.console import Console
from scrapy import Request

from regioradar import logs
from regioradar.progress import Bars, Records, reporter


@pytest.fixture
def logger_of(monkeypatch, capsys):
    """Sets up logging as a fresh process does, whose root logger has no handlers."""
    root = logging.getLogger()
    level = root.level

    def set_up(*arguments):
        monkeypatch.setattr(root, "handlers", [])
        logs.set_up(*arguments)
        return logging.getLogger("regioradar.test")

    yield set_up
    root.setLevel(level)


@pytest.fixture
def lines(capsys):
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_json_line_has_the_fields_of_its_record(logger_of, lines):
    logger = logger_of("INFO", "json")
    logger.info("%s: geht nicht", "amt", extra={"source": "amt", "url": "http://a.example/ü"})
    (line,) = lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "regioradar.test",
        "message": "amt: geht nicht",
        "source": "amt",
        "url": "http://a.example/ü",
    }


def test_a_traceback_stays_in_its_line(logger_of, lines):
    logger = logger_of("INFO", "json")
    try:
        raise LookupError("Zeile eins\nZeile zwei")
    except LookupError:
        logger.exception("kaputt")
    (line,) = lines()
    assert line["traceback"].startswith("Traceback (most recent call last):")
    assert line["traceback"].endswith("Zeile zwei")


def test_records_of_scrapy_tell_source_and_address(logger_of, lines):
    logger_of("DEBUG", "json")
    spider = SimpleNamespace(sources=(SimpleNamespace(id="amt"),))
    logging.getLogger("scrapy.core.engine").error(
        "Error downloading %(request)s",
        {"request": Request("http://a.example/x")},
        extra={"spider": spider},
    )
    family = SimpleNamespace(sources=(SimpleNamespace(id="amt"), SimpleNamespace(id="netz")))
    logging.getLogger("scrapy.core.engine").error("Closing", extra={"spider": family})
    first, second = lines()
    assert (first["source"], first["url"]) == ("amt", "http://a.example/x")
    assert "spider" not in first
    assert not {"source", "url", "spider"} & set(second)


def test_plain_lines_are_as_they_were(logger_of, capsys):
    logger = logger_of("WARNING", "text")
    logger.warning("Vorsicht")
    logging.getLogger("scrapy.core").warning("told in the summary")
    logging.getLogger("scrapy.core").error("Fehler")
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith(" WARNING regioradar.test: Vorsicht")
    assert second.endswith(" ERROR scrapy.core: Fehler")


@pytest.mark.parametrize(("form", "said"), [("text", "regioradar: x ist falsch"), ("json", None)])
def test_a_fault_is_said_in_the_format_of_the_log(logger_of, capsys, form, said):
    logger_of("ERROR", form)
    logs.say("x ist falsch")
    (line,) = capsys.readouterr().err.splitlines()
    assert line == said or json.loads(line)["message"] == "x ist falsch"


def test_progress_for_machines_is_a_record(logger_of, lines):
    logger_of("INFO", "json")
    with reporter(Console(file=io.StringIO(), force_terminal=True)) as tell:
        assert isinstance(tell, Records)
        tell.stage("crawl", 1)
        tell.pages("amt", 3)
        tell.done("amt", "3 pages")
    (line,) = lines()
    assert (line["stage"], line["source"]) == ("crawl", "amt")
    assert line["message"] == "crawl amt: 3 pages"


def test_lines_go_above_the_bar_whole_and_to_standard_error_again_after_it(logger_of, capsys):
    logger = logger_of("INFO", "text")
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=40)
    long = "lang [bold] :smile: " + "x" * 100
    with reporter(console) as tell:
        assert isinstance(tell, Bars)
        tell.stage("crawl", 2)
        logger.info(long)
    logger.info("danach")
    assert long in screen.getvalue()
    assert "danach" not in screen.getvalue()
    (after,) = [line for line in capsys.readouterr().err.splitlines() if line]
    assert after.endswith("danach")


def test_the_stream_is_the_one_of_the_moment(logger_of, monkeypatch):
    logger = logger_of("INFO", "text")
    other = io.StringIO()
    monkeypatch.setattr(sys, "stderr", other)
    logger.info("hier")
    assert other.getvalue().endswith("hier\n")
