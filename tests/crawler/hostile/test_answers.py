"""Answers without end, in disguise or in drops: each is cut in bounded time and memory."""

import gzip
import time
import zlib

import brotli
import pytest
from hostile_web import PAGE, PUBLIC, Attack, Exchange
from scrapy.utils._compression import zstd

from crawler.unpacking import is_whole

pytestmark = pytest.mark.allow_hosts([PUBLIC])

TIMEOUT = 4.0
TEXT = "".join(f"<p>{n * n} Dörfer und {n**3 % 997} Wege" for n in range(3000)).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
SLOW = "did not answer in time"
HEADERS = "sends headers without end"


def stream(start: bytes, again: bytes, pause: float = 0.0):
    """Send `start`, then `again` for ever."""

    def serve(exchange: Exchange) -> None:
        exchange.send(start)
        exchange.repeat(again, pause=pause)

    return serve


def raw(data: bytes):
    return lambda exchange: exchange.send(data)


def packed(body: bytes, coding: str, **headers: str):
    return lambda exchange: exchange.reply(body, Content_Encoding=coding, **headers)


def broken_off(body: bytes, coding: str):
    """Two thirds of a packed body, as long as announced."""
    return packed(body[: len(body) * 2 // 3], coding)


def silent(exchange: Exchange) -> None:
    exchange.server.closing.wait(10)


def loop(exchange: Exchange) -> None:
    number = int(exchange.path.strip("/") or 0)
    exchange.redirect(f"/{number + 1}")


def robots_without_end(exchange: Exchange) -> None:
    if exchange.path == "/robots.txt":
        exchange.send(HEAD + b"\r\n")
        exchange.repeat(b"User-agent: RegioRadar\nDisallow: /a\n" * 1000)
    else:
        exchange.reply(PAGE)


TIME = [
    Attack("silent", "takes the request and says nothing", silent, "timeout", SLOW),
    Attack("drip_head", "headers, a byte each 0.1 s", stream(HEAD, b"X", 0.1), "timeout", SLOW),
    Attack("drip_body", "body, a byte each 0.1 s", stream(HEAD + b"\r\n", b"X", 0.1), "timeout",
           SLOW),
    Attack("drip_chunks", "chunks, one each 0.1 s", stream(CHUNKED, b"1\r\nX\r\n", 0.1), "timeout",
           SLOW),
    Attack("drip_interim", "interim answers (100), one each 0.1 s",
           stream(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.1), "timeout", SLOW),
]  # fmt: skip
SIZE = [
    Attack("many_headers", "headers without end", stream(HEAD, b"X-A: b\r\n" * 500), "too_large",
           HEADERS),
    Attack("same_header", "one header, continued without end", stream(HEAD + b"X-A: b\r\n",
           b" c\r\n" * 500), "too_large", HEADERS),
    Attack("long_header", "a header line without end", stream(HEAD + b"X-A: ", b"b" * 10_000),
           "too_large", HEADERS),
    Attack("long_status", "a status line without end", stream(b"HTTP/1.1 200 ", b"O" * 10_000),
           "too_large", HEADERS),
    Attack("interim", "interim answers (100) without end",
           stream(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 200), "too_large", HEADERS),
    Attack("endless", "body without length or end", stream(HEAD + b"\r\n", PAGE.encode() * 99),
           "too_large", "is larger than the limit"),
    Attack("endless_chunks", "chunks without end",
           stream(CHUNKED, b"ffff\r\n" + b"a" * 0xFFFF + b"\r\n"), "too_large", "is larger"),
    Attack("huge_chunk", "one chunk of 2^60 bytes", stream(CHUNKED + b"1000000000000000\r\n",
           b"a" * 60_000), "too_large", "is larger than the limit"),
    Attack("chunk_line", "a chunk's size line without end", stream(CHUNKED + b"1;", b"x" * 9000),
           "truncated", "broke off"),
    Attack("trailers", "trailers without end", stream(CHUNKED + b"1\r\nX\r\n0\r\n",
           b"X-A: b\r\n" * 500), "truncated", "broke off"),
    Attack("announced", "Content-Length of a terabyte",
           raw(HEAD + b"Content-Length: 1000000000000\r\n\r\nX"), "too_large", "is larger"),
    Attack("robots", "robots.txt without end", robots_without_end, robots=True, pages=("/",)),
]  # fmt: skip
LIES = [
    Attack("too_short", "less body than announced", raw(HEAD + b"Content-Length: 9\r\n\r\nabc"),
           "truncated", "broke off"),
    Attack("cut_chunks", "chunks that break off", raw(CHUNKED + b"5\r\nabc"), "truncated", "broke"),
    Attack("negative", "Content-Length: -1", raw(HEAD + b"Content-Length: -1\r\n\r\nabc"),
           "malformed", "the answer is no proper HTTP"),
    Attack("two_lengths", "two different Content-Lengths",
           raw(HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), "malformed",
           "the answer is no proper HTTP"),
    Attack("no_number", "Content-Length: many", raw(HEAD + b"Content-Length: many\r\n\r\nabc"),
           "malformed", "the answer is no proper HTTP"),
    Attack("odd_coding", "unknown transfer coding",
           raw(HEAD + b"Transfer-Encoding: wind\r\n\r\nabc"), "malformed", "no proper HTTP"),
    Attack("no_http", "an answer that is no HTTP", raw(b"SSH-2.0-OpenSSH_9\r\n\r\n"),
           "malformed", "the answer is no proper HTTP"),
    Attack("reset", "a reset in place of an answer", Exchange.reset, "unreachable",
           "the connection broke"),
    Attack("loop", "redirects without end", loop, "moved", "redirects too many times",
           asked=("/", "/1", "/2", "/3", "/4", "/5")),
    Attack("far", "redirect to an address of 9,000 characters",
           lambda exchange: exchange.redirect("/" + "a" * 9000), "forbidden_address",
           "redirects to an address that is longer than 2000 characters"),
    Attack("no_gzip", "says gzip, is none", packed(PAGE.encode(), "gzip"), "malformed",
           "cannot be unpacked (gzip)"),
    Attack("no_br", "says br, is none", packed(PAGE.encode(), "br"), "malformed", "(br)"),
    Attack("no_zstd", "says zstd, is none", packed(PAGE.encode(), "zstd"), "malformed", "(zstd)"),
    *(
        Attack(f"cut_{name}", f"{name} that breaks off, as long as announced",
               broken_off(body, name), "truncated", "breaks off before its end")
        for name, body in {
            "gzip": gzip.compress(TEXT),
            "br": brotli.compress(TEXT),
            "zstd": zstd.compress(TEXT),
        }.items()
    ),
    Attack("many_codings", "packed 2,000 times over", packed(PAGE.encode(), ",".join(
           ["gzip"] * 2000)), "malformed", "is packed 2000 times over"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress)],
)
def test_what_is_whole_and_what_is_not(coding, pack):
    body = pack(TEXT)
    assert is_whole(coding, body, len(TEXT))
    assert not is_whole(coding, body[:-1], len(TEXT))


def test_gzip_in_several_members_or_with_more_behind_it_is_whole():
    two = gzip.compress(TEXT) + gzip.compress(PAGE.encode())
    assert is_whole("gzip", two, len(TEXT) + len(PAGE.encode()))
    assert not is_whole("gzip", two[:-9], len(TEXT))
    assert is_whole("gzip", gzip.compress(TEXT) + b"<!-- cached -->", len(TEXT))
    assert not is_whole("gzip", gzip.compress(TEXT)[:-8] + bytes(8), len(TEXT))
    assert is_whole("deflate", b"", 0)


@pytest.fixture(scope="module")
def crawled(hostile, crawl_all, tmp_path_factory):
    began = time.monotonic()
    attacks = [*TIME, *SIZE, *LIES]
    settings = {"DOWNLOAD_TIMEOUT": TIMEOUT, "DOWNLOAD_MAXSIZE": 1_000_000}
    result = crawl_all(hostile, attacks, tmp_path_factory.mktemp("q"), settings=settings)
    assert result.exit_code == 0, result.log
    assert "Traceback" not in result.log
    return result, time.monotonic() - began


@pytest.mark.parametrize("attack", [*TIME, *SIZE, *LIES], ids=lambda attack: attack.name)
def test_the_answer_is_cut_and_told(attack, crawled, hostile, judge):
    result, _ = crawled
    judge(attack, hostile, result)


def test_all_of_them_end_in_bounded_time_and_memory(crawled, row):
    result, seconds = crawled
    row(
        "all of the above at once", "as above",
        f"{seconds:.0f} s (limit {TIMEOUT} s each), memory at most {result.peak >> 20} MiB",
    )  # fmt: skip
    assert seconds < 50
    assert result.peak < 250 << 20


MEGA = 1 << 20
SIZE_OF_BOMB = 256 * MEGA


def bomb(coding: str, make):
    """Answer with what `make` packs; it is packed when it is asked for."""
    return lambda exchange: exchange.reply(make(), Content_Encoding=coding)


def blocks():
    return (bytes(16 * MEGA) for _ in range(SIZE_OF_BOMB // (16 * MEGA)))


def zipped(window: int) -> bytes:
    """gzip (31) or deflate (15)."""
    packer = zlib.compressobj(6, zlib.DEFLATED, window)
    return b"".join(map(packer.compress, blocks())) + packer.flush()


def br_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(map(packer.process, blocks())) + packer.finish()


def zstd_bomb(window: int) -> bytes:
    options = {zstd.CompressionParameter.window_log: window}
    packer = zstd.ZstdCompressor(options=options)
    return b"".join(map(packer.compress, blocks())) + packer.flush()


def nested() -> bytes:
    return gzip.compress(gzip.compress(zipped(31)))


def robots_cut(exchange: Exchange) -> None:
    if exchange.path == "/robots.txt":
        packed(gzip.compress(TEXT)[:900], "gzip")(exchange)
    else:
        exchange.reply(PAGE)


def robots_bomb(exchange: Exchange) -> None:
    if exchange.path == "/robots.txt":
        exchange.reply(zipped(31), Content_Encoding="gzip", Content_Type="text/plain")
    else:
        exchange.reply(PAGE)


def robots_of_rules(exchange: Exchange) -> None:
    if exchange.path == "/robots.txt":
        rules = "".join(f"Disallow: /{number}*x$\n" for number in range(480_000))
        exchange.reply(f"User-agent: *\nDisallow: /a\n{rules}", Content_Type="text/plain")
    else:
        exchange.reply(PAGE.format('<a href="/a">a</a>'))


LARGE = "is larger than the limit once unpacked"
BOMBS = [
    Attack("gzip", "gzip bomb, 256 MiB", bomb("gzip", lambda: zipped(31)), "too_large", LARGE),
    Attack("deflate", "deflate bomb, 256 MiB", bomb("deflate", lambda: zipped(15)), "too_large",
           LARGE),
    Attack("br", "brotli bomb, 256 MiB", bomb("br", br_bomb), "too_large", LARGE),
    Attack("zstd", "zstd bomb, 256 MiB", bomb("zstd", lambda: zstd_bomb(20)), "too_large", LARGE),
    Attack("zstd_window", "zstd bomb that wants a window of 128 MiB",
           bomb("zstd", lambda: zstd_bomb(27)), "too_large", LARGE),
    Attack("zstd_wide", "zstd bomb that wants a window of 2 GiB",
           bomb("zstd", lambda: zstd_bomb(31)), "malformed", "cannot be unpacked (zstd)"),
    Attack("nested", "gzip in gzip in gzip, 256 MiB", bomb("gzip, gzip, gzip", nested),
           "too_large", LARGE),
    Attack("robots_cut", "robots.txt, packed, that breaks off", robots_cut, robots=True,
           pages=("/",)),
    Attack("robots_bomb", "gzip bomb as robots.txt", robots_bomb, robots=True, pages=("/",)),
    Attack("robots_of_rules", "robots.txt with 480,000 rules", robots_of_rules, "robots",
           "robots.txt forbids it", robots=True, pages=("/",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def bombed(hostile, crawl_all, tmp_path_factory):
    """With the real limit of 10 MiB an answer."""
    folder = tmp_path_factory.mktemp("q")
    settings = {"DOWNLOAD_TIMEOUT": 60}
    return crawl_all(hostile, BOMBS, folder, settings=settings, concurrency=2)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_the_bomb_does_not_go_off(bomb, bombed, hostile, judge):
    judge(bomb, hostile, bombed)


def test_memory_stays_bounded(bombed, row):
    row("all bombs", "as above", f"memory at most {bombed.peak >> 20} MiB, CPU {bombed.cpu:.1f} s")
    assert bombed.peak < 300 << 20
    assert bombed.exit_code == 0
