"""gzip and br: whoever asks gets the smaller bytes, each coding with a validator of its own."""

import gzip

import brotli
import pytest

from regioradar.serving import app

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

UNPACK = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5", "br"),
        ("gzip;q=0", None),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=0.2, identity;q=0.9", None),
        ("deflate, zstd", None),
        ("identity;q=0", None),
    ],
)
def test_the_coding_is_the_one_that_is_liked_best(ask, accepted, coding):
    plain = ask("/alle.ics").body
    answer = ask("/alle.ics", Accept_Encoding=accepted)
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert UNPACK[coding](answer.body) == plain
    assert (len(answer.body) < len(plain)) == bool(coding)


def test_each_coding_has_its_tag(ask):
    tags = {}
    for coding in ("", "gzip", "br"):
        tags[coding] = ask("/alle.ics", Accept_Encoding=coding).headers["ETag"]
    assert len(set(tags.values())) == 3
    assert not any(tag.startswith("W/") for tag in tags.values())
    for coding, tag in tags.items():
        for other in tags:
            answer = ask("/alle.ics", Accept_Encoding=other, If_None_Match=tag)
            assert answer.status == (304 if coding == other else 200)


@pytest.mark.parametrize("path", ["/alle.rss", "/bild.unbekannt"])
def test_small_files_and_those_that_are_no_text_stay_plain(ask, folder, path):
    (folder / "bild.unbekannt").write_bytes(b"x" * 10_000)
    answer = ask(path, Accept_Encoding="br, gzip")
    assert answer.headers["Content-Encoding"] is None
    assert ("Vary" in answer.headers) == (path == "/alle.rss")


def test_a_file_that_does_not_shrink_stays_plain(ask, folder):
    (folder / "dicht.txt").write_bytes(gzip.compress(bytes(range(256)) * 3))
    assert ask("/dicht.txt", Accept_Encoding="gzip").headers["Content-Encoding"] is None


def test_the_page_of_404_is_packed_too(ask):
    answer = ask("/nix", Accept_Encoding="br")
    assert answer.status == 404
    assert b"Nicht gefunden" in brotli.decompress(answer.body)


def test_packed_bytes_are_made_once_and_not_for_ever(folder, monkeypatch):
    made = []

    def packed(content, coding):
        made.append((content.name, coding))
        return b"gepackt"

    monkeypatch.setattr(app.packing, "packed", packed)
    monkeypatch.setattr(app, "_PACKED_FILES", 2)
    site = app.Site(folder)

    def get(path):
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "HTTP_ACCEPT_ENCODING": "br",
            "wsgi.url_scheme": "http",
            "SERVER_NAME": "x",
            "SERVER_PORT": "80",
        }
        assert b"".join(site(environ, lambda *_: None)) == b"gepackt"

    for path in ("/alle.ics", "/alle.ics", "/termin/0123456789ab.ics"):
        get(path)
    assert made == [("alle.ics", "br")], "the same bytes under two names are packed once"
    for path in ("/index.html", "/404.html", "/alle.ics"):
        get(path)
    assert made[-1] == ("alle.ics", "br"), "the least used made room"
    (folder / "alle.ics").write_bytes(b"neu")
    get("/alle.ics")
    assert len(made) == 5
