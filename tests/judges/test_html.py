"""Pages and style sheets as the checkers of HTML and CSS see them; links that lead somewhere."""

import json
from collections import Counter
from urllib.parse import unquote, urldefrag, urljoin

import invented
import pytest
from lxml import html
from programs import FOLDER, NODE_MODULES, needs, run
from publication import Site, publish

from feeds import FeedSettings, Snapshot

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

VNU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
HTML_VALIDATE = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"


class Complaints:
    """What checkers say of many pages, each once: how often, what, and where first."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, what: str, file: str, where: object) -> None:
        self._count[what] += 1
        self._first.setdefault(what, f"{'/'.join(file.rsplit('/', 3)[-3:])}: {where}")

    def __str__(self) -> str:
        ordered = self._count.most_common(40)
        return "\n".join(f"{count}x {what} ({self._first[what]})" for what, count in ordered)


@pytest.fixture(scope="module")
def sites(site, evil, tmp_path_factory, serve) -> list[Site]:
    """A rich site, one of hostile texts, one of which nothing is known yet."""
    bare = FeedSettings(base_url="https://kalender.example/")
    empty = publish(tmp_path_factory.mktemp("bare"), Snapshot(today=invented.TODAY), bare, serve)
    return [site, evil, empty]


@needs("java", how="apt-get install default-jre-headless")
@needs(VNU)
def test_nu_html_checker(sites):
    # Over HTTP, as "self" in the pages' policy means nothing for files on a disk.
    files = [one.address + one.name(file) for one in sites for file in one.files(".html", ".css")]
    options = ("--format", "json", "--stdout", "--exit-zero-always")
    # Its guess at the language is of little use where texts are no sentences.
    also = ("--also-check-css", "--also-check-svg", "--no-langdetect")
    drawings = sites[0].files(".svg")
    told = run("java", LOOPBACK, "-jar", VNU, *options, *also, *files, *drawings)
    complaints = Complaints()
    for message in json.loads(told)["messages"]:
        extract = message.get("extract", "")
        if message["message"].startswith("Inline script") and "ld+json" in extract:
            continue  # a block of data is never run, so the policy has nothing to say of it
        what = f"{message.get('subType', message['type'])}: {message['message']}"
        complaints.add(what, message["url"], f"{message.get('lastLine')} {extract[:120]}")
    assert str(complaints) == ""


@needs("node", HTML_VALIDATE)
def test_html_validate(sites, tmp_path):
    report = tmp_path / "report.json"
    options = ("--config", FOLDER / "htmlvalidate.mjs", "--formatter", f"json={report}")
    files = [file for one in sites for file in one.files(".html")]
    run("node", HTML_VALIDATE, *options, "--max-warnings=-1", *files, accepted=(0, 1))
    complaints = Complaints()
    for page in json.loads(report.read_bytes()):
        for message in page["messages"]:
            what = f"{message['ruleId']}: {message['message']}"
            complaints.add(what, page["filePath"], message["line"])
    assert str(complaints) == ""


@pytest.fixture(scope="module")
def pages(site) -> dict:
    """Every page by its address, parsed."""
    return {
        site.published + site.name(file): html.document_fromstring(file.read_bytes().decode())
        for file in site.files(".html")
    }


def test_every_link_into_the_site_leads_somewhere(site, pages):
    names = {site.name(file) for file in site.folder.rglob("*") if file.is_file()}
    targets = {address: {*page.xpath("//@id")} for address, page in pages.items()}
    lost = set()
    for address, page in pages.items():
        for link in page.xpath("//@href | //@src | //@action"):
            url, fragment = urldefrag(urljoin(address, link.replace("webcal:", "https:", 1)))
            # Only the page for lost addresses, shown anywhere, may go out from the host.
            assert not link.startswith("/") or address.endswith("/404.html"), (address, link)
            if not url.startswith(site.published):
                assert ":" in link, (address, link)
                continue
            name = unquote(url.removeprefix(site.published).partition("?")[0])
            if name.endswith("/") or not name:
                name += "index.html"
            known = targets.get(site.published + name, {fragment})
            if name not in names or (fragment and fragment not in known):
                lost.add((site.name_of(address), link))
    assert not lost, sorted(lost)[:20]


def test_every_page_stands_for_itself(pages):
    titles = Counter()
    for address, page in pages.items():
        (root,) = page.xpath("/html")
        assert root.get("lang") == "de", address
        assert len(page.xpath("//h1")) == 1, address
        if "/embed/" not in address:  # these stand in pages of others
            titles[page.findtext("head/title")] += 1
            assert page.xpath("//link[@rel='alternate']"), address
            assert page.xpath("//main"), address
    assert [title for title, count in titles.items() if count > 1] == []
