"""Scrapy's own ways in the project's folder: list, crawl, shell, parse, check; the environment."""

import json
import re

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_scrapy_list_names_the_families(tools):
    done = tools.scrapy("list")
    assert done.stdout.split() == [
        "chambers", "institutes", "metropolitan_regions", "ministries", "networks", "trainings",
    ]  # fmt: skip


def test_scrapy_crawl_writes_lines_for_extract(new_site, tools, tmp_path):
    site = new_site()
    latin = "<html><head><meta charset='iso-8859-1'></head><body>Jahrestagung für alle, 5 €"
    site.routes |= {
        "/": tools.answer(latin.encode("cp1252"), content_type="text/html"),
        "/netz": tools.answer("<html>nicht gefragt</html>"),
        "/kaputt.toml": tools.answer("-"),
    }
    catalogue = tmp_path / "q"
    tools.source_file(catalogue, "amt", kind="federal_agency", entries=[("page", f"{site.url}/")])
    tools.source_file(catalogue, "netz", kind="network", entries=[("page", f"{site.url}/netz")])
    (catalogue / "falsch.toml").write_text('id = "falsch"\nnonsens', encoding="utf-8")
    target = tmp_path / "pages.jsonl"
    done = tools.scrapy(
        "crawl", "ministries", "-a", f"catalogue={catalogue}", "-O", str(target),
        "-s", "AUTOTHROTTLE_ENABLED=0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (line,) = [json.loads(text) for text in target.read_text(encoding="utf-8").splitlines()]
    assert set(line) == {
        "id", "url", "published", "contentType", "body", "sourceId", "fetchedAt", "status",
    }  # fmt: skip
    assert line["id"] == line["url"] == f"{site.url}/"
    assert line["sourceId"] == "amt"
    assert line["body"].endswith("Jahrestagung für alle, 5 €")
    assert line["published"] is None
    assert "falsch.toml: not valid TOML" in done.stderr
    assert "/netz" not in site.paths()
    assert "Traceback" not in done.stderr
    assert "Telnet" not in done.stderr


def test_scrapy_crawl_takes_one_source_and_names_an_unknown_one(new_site, tools, tmp_path):
    site = new_site()
    site.routes |= {"/eins": tools.answer("<p>eins"), "/zwei": tools.answer("<p>zwei")}
    for name in ("eins", "zwei"):
        tools.source_file(tmp_path / "q", name, entries=[("page", f"{site.url}/{name}")])
    target = tmp_path / "pages.json"
    done = tools.scrapy(
        "crawl", "ministries", "-a", f"catalogue={tmp_path / 'q'}", "-O", str(target),
        "-a", "source=eins,gibtsnicht", "-s", "AUTOTHROTTLE_ENABLED=0",
    )  # fmt: skip
    assert "there is no source with the id 'gibtsnicht'" in done.stderr
    assert [page["sourceId"] for page in json.loads(target.read_text(encoding="utf-8"))] == ["eins"]


@pytest.fixture
def small(new_site, tools, tmp_path):
    site = new_site()
    site.routes |= {
        "/robots.txt": tools.answer("User-agent: *\nDisallow: /geheim"),
        "/": tools.answer("<html><a href='/eins'>eins</a><a href='http://fremd.invalid/'>x</a>"),
        "/eins": [tools.answer("", status=503), tools.answer("<p>eins")],
        "/geheim": tools.answer("<p>geheim"),
    }
    tools.source_file(tmp_path / "q", "amt", entries=[("page", f"{site.url}/")])
    return site


def test_scrapy_shell_shows_a_page_and_keeps_to_robots_txt(small, tools):
    code = "print(response.status, response.css('a::attr(href)').get())"
    done = tools.scrapy("shell", f"{small.url}/", "-c", code)
    assert done.returncode == 0, done.stderr
    assert "200 /eins" in done.stdout
    refused = tools.scrapy("shell", f"{small.url}/geheim", "-c", "print(response)")
    assert "None" in refused.stdout
    assert "/geheim" not in small.paths()


def test_scrapy_parse_shows_the_page_and_what_follows_it(small, tools, tmp_path):
    done = tools.scrapy(
        "parse", "--spider=ministries", "-a", f"catalogue={tmp_path / 'q'}", "--nocolour",
        f"{small.url}/",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "'source_id': 'amt'" in done.stdout
    assert f"[<GET {small.url}/eins>]" in done.stdout
    assert small.paths() == ["/robots.txt", "/"]


def test_scrapy_check_finds_nothing_wrong(tools):
    done = tools.scrapy("check")
    assert done.returncode == 0, done.stderr
    assert done.stderr.rstrip().endswith("OK")


def test_the_log_of_a_crawl_has_one_line_of_figures_for_each_source(small, tools, tmp_path):
    tools.source_file(tmp_path / "q", "andere", entries=[("page", f"{small.url}/fehlt")])
    done = tools.scrapy(
        "crawl", "ministries", "-a", f"catalogue={tmp_path / 'q'}",
        environment={"REGIORADAR_CRAWL__RETRY_PAUSE": "0.01"},
    )  # fmt: skip
    figures = re.findall(r"\[crawler\.ledger\] INFO: (\w+: \d+ pages, .*)", done.stderr)
    assert [re.sub(r"[0-9.]+ seconds", "s", line) for line in sorted(figures)] == [
        "amt: 2 pages, 0 not modified, 4 requests, 1 retries, 74 bytes, s (finished)",
        "andere: 0 pages, 0 not modified, 1 requests, 0 retries, 0 bytes, s (finished)",
    ]
    assert "Dumping Scrapy stats" in done.stderr


def test_the_environment_holds_for_scrapy_commands_too(small, tools, tmp_path):
    done = tools.scrapy(
        "crawl", "ministries", "-a", f"catalogue={tmp_path / 'q'}",
        environment={
            "REGIORADAR_CRAWL__RETRIES": "0",
            "REGIORADAR_CONTACT": "radar@example.org",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert small.paths().count("/eins") == 1
    assert {asked.headers["User-Agent"].partition(" ")[2] for asked in small.asked} == {
        "(+radar@example.org)"
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("REGIORADAR_CRAWL__DELAY", "bald", "Input should be a valid number"),
        ("REGIORADAR_CRAWL__TIMEOUT", "0", "greater than 0, not '0'"),
        ("REGIORADAR_CRAWL__DELY", "1", "unknown setting"),
        ("REGIORADAR_CONTACT", "niemand", "must be a mail address or an http(s) address"),
    ],
)
def test_a_wrong_variable_is_one_line_for_scrapy_commands_too(tools, name, value, words):
    done = tools.scrapy("list", environment={name: value})
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"regioradar: environment: {name}: ")
    assert words in line
