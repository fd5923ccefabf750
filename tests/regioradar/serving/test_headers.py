"""The table of headers that every web server must send: ours, nginx and Apache as the docs say."""

import hashlib
from urllib.parse import urljoin, urlsplit

import pytest

from feeds.site.frame import CONTENT_SECURITY_POLICY

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

# The server says what the page says, without loading what makes pages.
PAGE_POLICY = f"{CONTENT_SECURITY_POLICY}; frame-ancestors "
FRESH = "public, max-age=900, stale-while-revalidate=3600"
SHARED = {
    "/alle.ics": "text/calendar; charset=utf-8",
    "/termin/0123456789ab.ics": "text/calendar; charset=utf-8",
    "/alle.rss": "application/rss+xml; charset=utf-8",
    "/alle.atom": "application/atom+xml; charset=utf-8",
    "/alle.json": "application/feed+json; charset=utf-8",
    "/events.json": "application/json; charset=utf-8",
}
OWN = {
    "/": "text/html; charset=utf-8",
    "/index.html?q=Halle": "text/html; charset=utf-8",
    "/archiv/": "text/html; charset=utf-8",
    "/archiv/2025-11.html": "text/html; charset=utf-8",
    "/embed/alle.html": "text/html; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/regioradar.css": "text/css; charset=utf-8",
    "/suche.js": "text/javascript; charset=utf-8",
    "/favicon.svg": "image/svg+xml; charset=utf-8",
}


def plainly(value: str) -> str:
    return value.lower().replace('"', "")


@pytest.mark.parametrize(("path", "content_type"), [*SHARED.items(), *OWN.items()])
def test_type_lifetime_and_validators(any_server, path, content_type):
    answer = any_server(path)
    assert answer.status == 200
    assert plainly(answer.headers["Content-Type"]) == content_type
    assert answer.headers.get_all("Cache-Control") == [FRESH]
    assert answer.headers["ETag"].startswith('"'), "strong"
    assert answer.headers["Last-Modified"]
    assert answer.headers["Content-Disposition"] is None
    for header in ("ETag", "Last-Modified"):
        asks = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[header]
        again = any_server(path, **{asks: answer.headers[header]})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == answer.headers["ETag"]
        assert again.headers.get_all("Cache-Control") == [FRESH]
    head = any_server(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(answer.body))


@pytest.mark.parametrize("path", [*SHARED, *OWN, "/nix", "/.regioradar.json", "/leer/"])
def test_what_a_browser_must_not_do(any_server, path):
    headers = any_server(path).headers
    embedded, shared = path.startswith("/embed/"), path in SHARED or path.endswith(".css")
    framed_by = "'self' https://verein.example" if embedded else "'none'"
    assert headers.get_all("Content-Security-Policy") == [PAGE_POLICY + framed_by]
    assert headers.get_all("X-Frame-Options") == (None if embedded else ["DENY"])
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("Referrer-Policy") == ["strict-origin-when-cross-origin"]
    assert headers.get_all("Permissions-Policy") == [
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ]
    assert headers.get_all("Cross-Origin-Opener-Policy") == ["same-origin"]
    assert headers.get_all("Cross-Origin-Resource-Policy") == [
        "cross-origin" if embedded or shared else "same-origin"
    ]


@pytest.mark.parametrize("path", [*SHARED, *OWN])
def test_scripts_of_other_sites_may_read_feeds_and_nothing_else(any_server, path):
    allowed = ["*"] if path in SHARED else None
    assert any_server(path).headers.get_all("Access-Control-Allow-Origin") == allowed
    asked = {"Origin": "https://verein.example", "Access_Control_Request_Method": "GET"}
    answer = any_server(path, "OPTIONS", **asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers.get_all("Access-Control-Allow-Origin") == allowed
    methods = ["GET, HEAD, OPTIONS"] if path in SHARED else None
    assert answer.headers.get_all("Access-Control-Allow-Methods") == methods
    assert answer.headers.get_all("Access-Control-Allow-Headers") == allowed


@pytest.mark.parametrize("path", ["/nix", "/nix/nix.ics", "/.regioradar.json", "/leer/"])
def test_what_is_not_there_is_said_on_our_page(any_server, path):
    answer = any_server(path)
    assert answer.status == 404
    assert b"Nicht gefunden" in answer.body
    assert plainly(answer.headers["Content-Type"]) == "text/html; charset=utf-8"
    assert answer.headers.get_all("Cache-Control") == ["public, max-age=60"]


def test_a_folder_without_its_slash_leads_there(any_server):
    answer = any_server("/archiv")
    assert answer.status == 301
    target = urlsplit(urljoin("http://127.0.0.1/archiv", answer.headers["Location"]))
    assert (target.hostname, target.path) == ("127.0.0.1", "/archiv/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_methods_get_405(any_server, method):
    answer = any_server("/alle.ics", method)
    assert answer.status == 405
    # A list of a header may stand in several lines, and Apache adds an empty one.
    allowed = ",".join(answer.headers.get_all("Allow")).replace(" ", "").split(",")
    assert [name for name in allowed if name] == ["GET", "HEAD", "OPTIONS"]


def test_an_address_with_the_hash_of_its_bytes_never_changes(any_server):
    body = any_server("/regioradar.css").body
    digest = hashlib.sha256(body).hexdigest()
    for named in (digest, digest[:12]):
        answer = any_server(f"/regioradar.css?{named}")
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    for other in ("v=2", digest[:4], "x"):
        assert any_server(f"/regioradar.css?{other}").headers["Cache-Control"] == FRESH


@pytest.mark.parametrize("path", ["/alle.ics", "/", "/regioradar.css"])
def test_text_is_packed_for_whoever_takes_it(any_server, path):
    plain = any_server(path)
    assert plain.headers.get_all("Content-Encoding") is None
    for coding in ("gzip", "br"):
        answer = any_server(path, Accept_Encoding=coding)
        assert answer.headers["Content-Encoding"] == coding
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["ETag"] != plain.headers["ETag"]
        again = any_server(path, Accept_Encoding=coding, If_None_Match=answer.headers["ETag"])
        assert again.status == 304
    assert "Accept-Encoding" in plain.headers["Vary"]
