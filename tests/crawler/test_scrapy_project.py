"""Scrapy's own ways: `scrapy list`, `scrapy crawl ... -O pages.jsonl` in the project's folder."""

import json

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

LOOPBACK = ("-s", "REGIORADAR_UNSAFE_TEST_NETWORKS=127.0.0.1/32")


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
        "-s", "DOWNLOAD_DELAY=0", *LOOPBACK,
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
        "-s", "DOWNLOAD_DELAY=0", *LOOPBACK,
    )  # fmt: skip
    assert "there is no source with the id 'gibtsnicht'" in done.stderr
    assert [page["sourceId"] for page in json.loads(target.read_text(encoding="utf-8"))] == ["eins"]
