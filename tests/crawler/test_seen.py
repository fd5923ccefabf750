"""Which addresses are one page, and which a page only claims to be."""

import pytest

from crawler.seen import Seen

HOSTS = ("www.a.example", "a.example", "b.example", "c.example:8080")
LISTS = ("https://a.example/termine/",)


def seen() -> Seen:
    return Seen(HOSTS, LISTS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x", "http://a.example/x"),
        ("https://a.example/x", "https://www.a.example/x"),
        ("https://a.example/x;jsessionid=1", "http://www.a.example/x?nn=5&utm_source=z#oben"),
        ("https://a.example/x?id=5&cHash=aa", "https://a.example/x?id=5"),
    ],
)
def test_twins(one: str, other: str) -> None:
    addresses = seen()
    assert addresses.add(one)
    assert not addresses.add(other)
    assert other in addresses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://b.example/x", "https://www.b.example/x"),
        ("https://a.example/x", "https://a.example/x/"),
        ("https://a.example/x/", "https://a.example/x/index.html"),
        ("http://c.example:8080/x", "https://c.example/x"),
        ("https://a.example/x?id=5", "https://a.example/x?id=6"),
    ],
)
def test_no_twins_unless_the_page_says_so(one: str, other: str) -> None:
    addresses = seen()
    assert addresses.add(one)
    assert addresses.add(other)


@pytest.mark.parametrize(
    ("page", "canonical"),
    [
        ("https://a.example/?p=5", "https://a.example/herbsttagung/"),
        ("https://a.example/x/", "https://a.example/x"),
        ("https://a.example/x/index.html", "https://a.example/x/"),
        ("https://a.example/schlagworte/news/1", "https://a.example/projekte/news/1"),
        ("https://a.example/herbsttagung/", "https://a.example/?p=5"),
    ],
)
def test_canonical_addresses_that_are_believed(page: str, canonical: str) -> None:
    addresses = seen()
    addresses.add(page)
    addresses.fold(page, canonical, "")
    assert canonical in addresses


def test_a_short_address_whose_page_came_is_not_wanted_any_more() -> None:
    addresses = seen()
    addresses.add("https://a.example/?p=5")
    addresses.fold("https://a.example/herbst/", "https://a.example/?p=5", "https://a.example/h/")
    assert addresses.came_meanwhile("https://www.a.example/?p=5")
    assert not addresses.came_meanwhile("https://a.example/?p=6")
    assert not addresses.came_meanwhile("https://a.example/h/")


@pytest.mark.parametrize(
    ("page", "canonical"),
    [
        ("https://a.example/termine/1", "https://a.example/"),
        ("https://a.example/termine/1", "https://a.example/termine/"),
        ("https://a.example/t/1", "http://www.a.example/termine/"),
        ("https://a.example/seminare/1", "https://a.example/seminare"),
        ("https://a.example/detail?event=5", "https://a.example/detail"),
        ("https://a.example/termine/1", "https://fremd.example/termine/1"),
    ],
)
def test_canonical_addresses_of_home_lists_and_others_are_not(page: str, canonical: str) -> None:
    addresses = seen()
    addresses.add(page)
    addresses.fold(page, canonical)
    assert canonical not in addresses
