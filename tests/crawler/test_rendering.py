"""Sources with `javascript = true`: pages as a browser shows them, with the crawl's requests."""

import os
import select
import signal
import socket
from collections import Counter
from pathlib import Path

import pytest

from crawler.rendering import RENDERED, is_shell, lacking, without_scripts

LACKING = lacking("/usr/bin/chromium")

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
# On CI a missing browser is a failure, elsewhere these tests say why they are left out.
needs_browser = pytest.mark.skipif(
    bool(LACKING) and os.environ.get("CI") != "true", reason=f"this machine {LACKING}"
)

BRIEF = {"REGIORADAR_RENDERING_SECONDS": 4, "REGIORADAR_RENDERING_REQUESTS": 5}
SHELL = """<!doctype html><html lang="de"><title>Termine</title>
<div id="app"></div><script src="/kern.js"></script><script src="NAME.js"></script></html>"""
CORE = """
const zeige = (text) => {
  const absatz = document.createElement('p');
  absatz.textContent = text;
  document.getElementById('app').append(absatz);
};
const hole = (adresse) => fetch(adresse).then((antwort) => antwort.text());
"""
PAGES = {
    "/liste": """hole('/termine.txt').then(zeige);
        document.body.innerHTML += '<a href=/leer>Leer</a> <a href=/voll>Voll</a>';""",
    "/zweite": "hole('/termine.txt').then((text) => zeige('Noch einmal: ' + text));",
    "/gesperrt": "hole('/intern/termine.txt').then(zeige, () => zeige('ohne Termine'));",
    "/kaputt": "hole('/fehler.txt').then((text) => zeige(`Fehler: ${text}`));",
    "/endlos": "zeige('vorher'); while (true) {}",
    "/bohrend": """(async () => {
        for (let n = 0; ; n++) await hole(`/frage?n=${n}`).then(() => zeige('Antwort'), () => 0);
    })();""",
    "/riesig": "zeige('Termin '.repeat(200000));",
    "/fort": "zeige('Wir ziehen um'); location.href = '/woanders';",
}
BEHIND = {"/leer": "zeige('nun voll');", "/voll": "zeige('nie gezeigt');"}
STANDING = "<p>" + "Dieser Text steht schon da. " * 20 + "</p>"


EVERY_WAY_OUT = """
const ziele = ['127.0.0.2:PORT', 'fremd.localhost:PORT', 'OTHER'];
const wege = [
  (ziel) => fetch(`http://${ziel}/fetch`),
  (ziel) => fetch(`http://${ziel}/post`, {method: 'POST', body: 'x', mode: 'no-cors'}),
  (ziel) => { const x = new XMLHttpRequest(); x.open('GET', `http://${ziel}/xhr`); x.send(); },
  (ziel) => navigator.sendBeacon(`http://${ziel}/beacon`, 'x'),
  (ziel) => new WebSocket(`ws://${ziel}/ws`),
  (ziel) => new EventSource(`http://${ziel}/sse`),
  (ziel) => { new Image().src = `http://${ziel}/bild.png`; },
  (ziel) => import(`http://${ziel}/modul.js`),
  (ziel) => new Worker(URL.createObjectURL(new Blob([
    `fetch('http://${ziel}/worker'); importScripts('http://${ziel}/import.js')`]))),
  (ziel) => window.open(`http://${ziel}/fenster`),
  (ziel) => knoten('iframe', {src: `http://${ziel}/rahmen`}),
  (ziel) => knoten('iframe', {srcdoc: `<script src="http://${ziel}/im-rahmen.js"></script>`}),
  (ziel) => knoten('script', {src: `http://${ziel}/skript.js`}),
  (ziel) => knoten('link', {rel: 'stylesheet', href: `http://${ziel}/stil.css`}),
  (ziel) => knoten('link', {rel: 'preconnect', href: `http://${ziel}/`}),
  (ziel) => knoten('link', {rel: 'dns-prefetch', href: `http://${ziel}/`}),
  (ziel) => knoten('link', {rel: 'prefetch', href: `http://${ziel}/vorab`}),
  (ziel) => knoten('video', {src: `http://${ziel}/film`, autoplay: ''}),
  (ziel) => knoten('form', {action: `http://${ziel}/formular`, method: 'post'}).submit(),
  (ziel) => anrufen(ziel.split(':')),
];
function knoten(name, werte) {
  const knoten = document.createElement(name);
  for (const [was, wert] of Object.entries(werte)) knoten.setAttribute(was, wert);
  document.body.append(knoten);
  return knoten;
}
async function anrufen([name, port]) {
  const anruf = new RTCPeerConnection({iceServers: [{urls: `stun:${name}:${port}`}]});
  anruf.createDataChannel('x');
  const angebot = await anruf.createOffer();
  await anruf.setLocalDescription(angebot);
  const antwort = angebot.sdp.replace(/a=setup:actpass/g, 'a=setup:active');
  await anruf.setRemoteDescription({type: 'answer', sdp: antwort});
  for (const art of ['udp', 'tcp']) {
    const mehr = art === 'tcp' ? ' tcptype passive' : '';
    await anruf.addIceCandidate({sdpMLineIndex: 0, candidate:
      `candidate:1 1 ${art} 2130706431 ${name} ${port} typ host${mehr}`});
  }
}
let versuche = 0;
for (const ziel of ziele) for (const weg of wege) {
  versuche += 1;
  try { Promise.resolve(weg(ziel)).catch(() => 0); } catch (fehler) { console.log(fehler); }
}
document.getElementById('app').textContent = `Versuche: ${versuche}`;
setTimeout(() => { location.href = 'http://127.0.0.2:PORT/weg'; }, 100);
"""


@pytest.fixture(scope="module")
def trap():
    """TCP and UDP sockets on an address of no source; `heard` tells what reached them."""
    tcp = socket.create_server(("127.0.0.2", 0))
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(tcp.getsockname())
    yield tcp, udp
    tcp.close()
    udp.close()


@pytest.fixture(scope="module")
def shown(tools, new_site, tmp_path_factory, trap):
    """One crawl of a source with all kinds of pages; the site, another one, and the result."""
    site, other = new_site(), new_site()
    port = trap[0].getsockname()[1]
    scripts = {
        **PAGES,
        **BEHIND,
        "/boese": EVERY_WAY_OUT.replace("PORT", str(port)).replace("OTHER", other.host),
    }
    for path, script in scripts.items():
        body = SHELL.replace("NAME", path).replace(
            "<div", (STANDING if path == "/voll" else "") + "<div"
        )
        site.routes[path] = tools.answer(body, headers={"ETag": '"schale"'})
        site.routes[f"{path}.js"] = tools.answer(script, content_type="text/javascript")
    site.routes["/robots.txt"] = tools.answer("User-agent: *\nDisallow: /intern/\n")
    site.routes["/kern.js"] = tools.answer(CORE, content_type="text/javascript")
    site.routes["/termine.txt"] = tools.answer("Regionalforum am 4. Mai 2026")
    site.routes["/fehler.txt"] = tools.answer("kaputt", status=500)
    folder = tmp_path_factory.mktemp("sources")
    entries = [("listing", site.url + path) for path in scripts if path not in BEHIND]
    tools.source_file(folder, "schale", javascript=True, entries=entries)
    settings = {**BRIEF, "DOWNLOAD_MAXSIZE": 500_000}
    return site, other, tools.run(folder, settings=settings)


def page(shown, path: str) -> dict:
    return shown[2].pages("schale")[path]


def problems(shown, path: str) -> list[tuple[str, str, str]]:
    found = shown[2].crawls["schale"]["problems"]
    return [(p["kind"], p["severity"], p["message"]) for p in found if p["url"].endswith(path)]


@needs_browser
def test_what_the_browser_shows_stands_in_place_of_the_shell(shown):
    found = page(shown, "/liste")
    assert "<p>Regionalforum am 4. Mai 2026</p>" in found["body"]
    # The host's validators are of the shell: a 304 would say nothing of what it shows.
    assert (found["content_type"], found["etag"]) == (RENDERED, "")


@needs_browser
def test_scripts_are_asked_for_by_the_crawl_and_once(shown):
    site, _, result = shown
    asked = Counter(site.paths())
    assert asked["/kern.js"] == asked["/termine.txt"] == asked["/liste"] == 1
    assert "Noch einmal: Regionalforum" in page(shown, "/zweite")["body"]
    assert {asked.headers["User-Agent"] for asked in site.asked} == {
        "RegioRadar/test (+mailto:nobody@invalid)"
    }
    assert result.crawls["schale"]["requests"] == len(site.asked)


@needs_browser
def test_scripts_obey_robots_and_their_failures_are_told(shown):
    assert "/intern/termine.txt" not in shown[0].paths()
    assert "ohne Termine" in page(shown, "/gesperrt")["body"]
    ((kind, severity, message),) = problems(shown, "/intern/termine.txt")
    assert (kind, severity) == ("robots", "warning")
    assert message == "robots.txt forbids it (a script of a page asked for it)"
    assert "Fehler: kaputt" in page(shown, "/kaputt")["body"]
    ((_, severity, _),) = problems(shown, "/fehler.txt")
    assert severity == "warning"


@needs_browser
def test_a_script_reaches_no_other_host_by_any_way(shown, trap):
    assert ">Versuche: 60<" in page(shown, "/boese")["body"]
    assert shown[1].paths() == []
    assert select.select(trap, [], [], 0)[0] == []


@needs_browser
def test_a_script_that_never_ends_costs_only_its_page(shown):
    ((kind, severity, message),) = problems(shown, "/endlos")
    assert (kind, severity) == ("timeout", "error")
    assert message == "its scripts do not come to rest"
    assert "/endlos" not in shown[2].pages("schale")


@needs_browser
def test_a_script_that_asks_on_and_on_is_cut_short_and_its_page_read(shown):
    questions = [path for path in shown[0].paths() if path.startswith("/frage")]
    assert 0 < len(questions) <= BRIEF["REGIORADAR_RENDERING_REQUESTS"]
    assert "<p>Antwort</p>" in page(shown, "/bohrend")["body"]


@needs_browser
def test_a_page_that_grows_without_bounds_is_too_large(shown):
    assert [kind for kind, _, _ in problems(shown, "/riesig")] == ["too_large"]


@needs_browser
def test_a_script_that_leads_elsewhere_is_not_followed(shown):
    assert "/woanders" not in shown[0].paths()
    assert "Wir ziehen um" in page(shown, "/fort")["body"]


@needs_browser
def test_pages_behind_a_list_are_shown_only_where_they_hold_no_text(shown):
    assert "nun voll" in page(shown, "/leer")["body"]
    assert page(shown, "/leer")["content_type"] == RENDERED
    assert page(shown, "/voll")["etag"] == '"schale"'
    assert "/voll.js" not in shown[0].paths()


def descendants(pid: int) -> list[int]:
    """The processes below one, from /proc."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
    found = [pid]
    for parent in found:
        found += [child for child, above in parents.items() if above == parent]
    return found[1:]


@needs_browser
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches processes as only Linux can")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_no_browser_outlives_a_crawl_that_is_stopped(tools, new_site, tmp_path, number):
    site = new_site()
    site.routes["/"] = tools.answer(SHELL.replace("NAME", "/ruf"))
    site.routes["/kern.js"] = tools.answer(CORE, content_type="text/javascript")
    script = "hole('/da').then(() => { while (true) {} });"
    site.routes["/ruf.js"] = tools.answer(script, content_type="text/javascript")
    tools.source_file(
        tmp_path / "s", "schale", javascript=True, entries=[("listing", f"{site.url}/")]
    )
    process = tools.start(tmp_path / "s", settings={"REGIORADAR_RENDERING_SECONDS": 60})
    site.wait_for("/da")
    watched = [os.pidfd_open(pid) for pid in descendants(process.pid)]
    assert len(watched) > 2, "driver, browser and renderer"
    try:
        process.send_signal(number)
        process.communicate(timeout=20)
        alive = set(watched)
        while alive:
            ended, _, _ = select.select(alive, [], [], 20)
            assert ended, "a browser outlives its crawl"
            alive -= set(ended)
    finally:
        for handle in watched:
            os.close(handle)


def test_without_a_browser_the_source_is_one_clear_problem_and_the_others_run(
    tools, new_site, tmp_path
):
    site, sound = new_site(), new_site()
    sound.routes["/"] = tools.answer(STANDING)
    tools.source_file(
        tmp_path / "s", "schale", javascript=True, entries=[("listing", f"{site.url}/")]
    )
    tools.source_file(tmp_path / "s", "heil", entries=[("listing", f"{sound.url}/")])
    result = tools.run(tmp_path / "s", settings={"REGIORADAR_CHROMIUM": "/gibt/es/nicht"})
    told = [p for p in result.crawls["schale"]["problems"] if p["kind"] != "no_pages"]
    assert [(p["kind"], p["severity"], p["url"]) for p in told] == [
        ("javascript_only", "error", f"{site.url}/")
    ]
    assert told[0]["message"].startswith("needs a browser: ")
    assert site.paths() == []
    assert list(result.pages("heil")) == ["/"]


def test_what_is_lacking_is_named_with_its_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr("crawler.rendering.find_spec", lambda _: None)
    assert "regioradar[javascript]" in lacking("/bin/sh")
    monkeypatch.setattr("crawler.rendering.find_spec", lambda _: object())
    assert lacking("/bin/sh") == ""
    missing = str(tmp_path / "chromium")
    assert missing in lacking(missing)
    assert "crawl.chromium" in lacking(missing)


@pytest.mark.parametrize(
    ("body", "shell"),
    [
        (SHELL, True),
        ("", True),
        ("<p>Bitte JavaScript einschalten.</p><script>" + "x" * 900 + "</script>", True),
        ("<noscript>" + "Ohne JavaScript geht es nicht. " * 30 + "</noscript>", True),
        (STANDING, False),
    ],
)
def test_a_shell_holds_hardly_any_text_of_its_own(body, shell):
    assert is_shell(body.encode()) is shell


def test_scripts_are_left_out_of_what_is_shown_and_data_stays():
    data = '<script type="application/ld+json">{"name": "Forum"}</script>'
    shown = without_scripts(
        f"<html><head>{data}</head><body><noscript>Bitte einschalten</noscript><p>Über</p>"
        '<script nonce="a1">zeige()</script>uns</body></html>'
    )
    assert (
        shown
        == (
            f"<!DOCTYPE html>\n<html><head>{data}</head><body><p>Über</p>uns</body></html>"
        ).encode()
    )
    assert without_scripts("") == b""
