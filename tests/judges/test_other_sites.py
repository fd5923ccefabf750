"""What a stranger's page may do with ours, in Chromium: read feeds, frame `/embed/`, no more."""

import threading
from collections.abc import Iterator
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from chromium import CHROMIUM
from playwright.sync_api import Page
from programs import needs

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    needs(CHROMIUM, how="apt-get install chromium"),
]

READ = """async ([address, headers]) => {
  try {
    const answer = await fetch(address, {headers, cache: 'no-store'});
    const text = await answer.text();
    return [answer.status, answer.headers.get('ETag') !== null, text.length > 0];
  } catch (error) { return null; }
}"""
FRAME = """async ([address, sandbox]) => {
  const frame = document.createElement('iframe');
  if (sandbox !== null) frame.sandbox = sandbox;
  frame.src = address;
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
}"""

FONT = "() => getComputedStyle(document.body).fontFamily"


class Stranger(StreamRequestHandler):
    """A page of another site, which has no rules of its own."""

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><p>V")


@pytest.fixture
def stranger(browser) -> Iterator[Page]:
    """Another origin, by its port; one that is not on loopback might not ask loopback at all."""
    with ThreadingTCPServer(("127.0.0.1", 0), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        context = browser.new_context()
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield page
        context.close()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["alle.ics", "alle.rss", "alle.atom", "alle.json", "events.json"])
def test_its_scripts_read_calendars_and_feeds(site, stranger, name):
    assert stranger.evaluate(READ, [site.address + name, {}]) == [200, True, True]
    # A header of their own makes the browser ask first (OPTIONS).
    conditional = [site.address + name, {"If-None-Match": '"x"', "X-Kalender": "1"}]
    assert stranger.evaluate(READ, conditional) == [200, True, True]


@pytest.mark.parametrize("name", ["index.html", "regioradar.css", "robots.txt", "nix.ics"])
def test_its_scripts_read_nothing_else(site, stranger, name):
    assert stranger.evaluate(READ, [site.address + name, {}]) is None


def framed(page: Page, address: str, sandbox: str | None = None) -> str:
    """The font of the page in a frame, which its style sheet says; "" where it is not shown."""
    page.evaluate(FRAME, [address, sandbox])
    (frame,) = (frame for frame in page.frames if frame.parent_frame)
    if frame.url != address or not frame.locator("h1, h2").count():
        return ""
    return str(frame.evaluate(FONT))


def test_it_may_frame_the_list_for_it_and_no_other_page(site, stranger):
    for sandbox in (None, "allow-popups"):
        font = framed(stranger, site.address + "embed/alle.html", sandbox)
        assert "sans" in font, f"{sandbox}: {font}"
        stranger.reload()
    refused = []
    stranger.on("console", lambda message: refused.append(message.text))
    assert framed(stranger, site.address + "index.html") == ""
    assert any("frame-ancestors" in told or "X-Frame-Options" in told for told in refused), refused
