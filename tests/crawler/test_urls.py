import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import canonical_url, identity, join


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://A.example/x;jsessionid=1F.node2", "https://a.example/x"),
        ("https://a.example/x;jsessionid=1F.node2?b=1#oben", "https://a.example/x?b=1"),
        ("https://a.example/x;JSESSIONID=1F/y", "https://a.example/x/y"),
        ("https://a.example/x?nn=123&b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?utm_source=n&utm_campaign=c&fbclid=7", "https://a.example/x"),
        ("https://a.example/x.html?pageNo=0&queryResultId=null", "https://a.example/x.html"),
        ("https://a.example/x.html?pageNo=1", "https://a.example/x.html?pageNo=1"),
        ("https://a.example/x?id=5&cHash=ab", "https://a.example/x?cHash=ab&id=5"),
        ("https://a.example:443", "https://a.example/"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://user:geheim@a.example/x", "https://a.example/x"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("mailto:a@b.example", None),
        ("ftp://a.example/x", None),
        ("https://a.example:abc/", None),
        ("", None),
    ],
)
def test_canonical_url(url, expected):
    assert canonical_url(url) == expected


def test_identity_goes_without_chash_and_keeps_what_tells_pages_apart():
    with_hash = "https://a.example/?cHash=ab&tx_news_pi1%5Bnews%5D=5"
    assert identity(with_hash) == identity("https://a.example/?tx_news_pi1[news]=5")
    assert identity(with_hash) != identity("https://a.example/?tx_news_pi1[news]=6")
    assert identity("kein url") == "kein url"


def test_identity_goes_without_session_ids_in_parameters():
    page = "https://a.example/termine.php?id=5"
    for session in ("sid=8d7f6a5b4c3d2e1f90", "zm.sid=zmxy7k2m9q4p1w8t", "PHPSESSID=abc"):
        assert identity(f"{page}&{session}") == page
    assert identity("https://a.example/seminar?sid=1234") == "https://a.example/seminar?sid=1234"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("../b.html#x", "https://a.example/b.html"),
        (" /c\n", "https://a.example/c"),
        ("//b.example/d", "https://b.example/d"),
        ("?page=2", "https://a.example/x/y?page=2"),
        ("mailto:a@b.example", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("", None),
        ("/" + "x" * 1900, "https://a.example/" + "x" * 1900),
        ("/" + "x" * 2000, None),
        ("/" + "ü" * 1000, None),
    ],
)
def test_join(reference, expected):
    assert join("https://a.example/x/y", reference) == expected


_PARTS = st.text(st.sampled_from("abcßü%20/;=&?#+.~"), max_size=20)


@given(_PARTS, st.sampled_from(["", "?nn=4", ";jsessionid=A?x=1", "?b=2&a=1#f", "?cHash=9"]))
def test_canonical_url_is_stable(path, tail):
    once = canonical_url(f"https://a.example/{path}{tail}")
    assert once is not None
    assert canonical_url(once) == once
    assert identity(identity(once)) == identity(once)


@given(st.text())
def test_no_text_makes_it_fail(text):
    assert join("https://a.example/", text) is None or isinstance(identity(text), str)
    canonical_url(text)
