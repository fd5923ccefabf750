"""Detail links become patterns that admit them all and keep the navigation out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import canonical_url
from regioradar.proposals.patterns import MOST_DENIED, escaped, follow_rules

HOST = "http://www.haus.example"


def rules(details, navigation=()):
    return follow_rules([HOST + path for path in details], [HOST + path for path in navigation])


@pytest.mark.parametrize(
    ("details", "pattern"),
    [
        (
            ["/termine/tagung-halle/", "/termine/werkstatt-gera/"],
            "/termine/[^/?]+/$",
        ),
        (
            ["/t/2026/20260302-a-b.html", "/t/2025/20251103-c-d.html"],
            r"/t/\d{4}/\d{8}-[^/?]+\.html$",
        ),
        (["/t/2026-03-02-a", "/t/2026-04-11-b"], r"/t/\d{4}-\d{2}-\d{2}-[^/?]+$"),
        (["/p/2026/03/eins.html", "/p/2026/02/zwei.html"], r"/p/\d{4}/\d{2}/[^/?]+\.html$"),
        (["/seminar.php?nr=412", "/seminar.php?nr=9"], r"/seminar\.php\?nr=\d+$"),
        (["/v/tagung-4711.html", "/v/forum-812.html"], r"/v/[^/?]+-\d+\.html$"),
        (["/v/tagung-2026", "/v/forum-2025"], "/v/[^/?]+$"),
        (["/node/17", "/node/1204"], r"/node/\d+$"),
        (["/a/eins/", "/a/zwei"], "/a/[^/?]+/?$"),
        (
            ["/i?cHash=9f0c71b2d4&tx%5Bnews%5D=7", "/i?cHash=aa0c71b2ff&tx%5Bnews%5D=12"],
            r"/i\?cHash=[0-9a-f]+&tx%5Bnews%5D=\d+$",
        ),
        (["/i?id=5&view=eins", "/i?id=5&view=zwei"], r"/i\?id=5&view=[^&]+$"),
        (["/termine/nur-einer.html"], r"/termine/[^/?]+\.html$"),
        (["/termine/20260302-nur-einer"], r"/termine/\d{8}-[^/?]+$"),
        (["/tagung", "/werkstatt"], r"^https?://www\.haus\.example/[^/?]+$"),
        (["/?event=7", "/?event=8"], r"^https?://www\.haus\.example/\?event=\d+$"),
    ],
)
def test_what_changes_becomes_a_class_and_the_rest_stays(details, pattern):
    assert rules(details).allow == (pattern,)


def test_every_detail_is_admitted_and_what_was_not_seen_yet_too():
    found = rules(["/termine/a-b/", "/termine/c-d/"])
    assert found.admits(f"{HOST}/termine/something-new/")
    assert not found.admits(f"{HOST}/termine/")
    assert not found.admits(f"{HOST}/termine/a-b/?ical=1")
    assert not found.admits(f"{HOST}/termine/a-b/anfahrt/")


def test_details_of_few_kinds_get_a_pattern_each():
    found = rules(
        ["/projekte/news/a", "/projekte/news/b", "/themen/news/c", "/themen/news/d"], ["/themen"]
    )
    assert found.allow == ("/projekte/news/[^/?]+$", "/themen/news/[^/?]+$")


def test_details_in_many_folders_get_one_pattern():
    found = rules([f"/termine/{town}/tagung-{town}" for town in ("gera", "jena", "suhl", "weimar")])
    assert found.allow == ("/termine/[^/?]+/[^/?]+$",)


def test_a_slug_with_a_hyphen_keeps_a_menu_of_single_words_out():
    found = rules(["/tagung-in-halle/", "/forum-2026/"], ["/", "/team/", "/impressum/"])
    assert found.allow == (r"^https?://www\.haus\.example/[^/?]+-[^/?]+/$",)
    assert found.deny == ()


def test_a_common_beginning_keeps_pages_of_one_folder_out():
    found = rules(["/seminar_recht.html", "/seminar_leader.html"], ["/haus.html", "/seminare.html"])
    assert found.allow == (r"^https?://www\.haus\.example/seminar_[^/?]+\.html$",)
    assert found.deny == ()


def test_a_pattern_is_bound_to_the_host_where_another_folder_would_match():
    found = rules(["/news/a", "/news/b"], ["/archiv/news/alt"])
    assert found.allow == (r"^https?://www\.haus\.example/news/[^/?]+$",)


def test_pages_of_the_navigation_that_look_like_details_are_denied_by_name():
    found = rules(["/tagung-in-halle/", "/forum-2026/"], ["/ueber-uns/", "/das-team/", "/kontakt/"])
    assert found.deny == (r"^https?://www\.haus\.example(?:/das-team/|/ueber-uns/)$",)
    assert not found.admits(f"{HOST}/ueber-uns/")
    assert found.admits(f"{HOST}/ueber-uns-in-halle/")


def test_a_link_in_the_list_and_in_the_navigation_is_a_detail():
    found = rules(["/tagung-in-halle/", "/forum-2026/"], ["/forum-2026/"])
    assert found.deny == ()
    assert found.admits(f"{HOST}/forum-2026/")


def test_only_so_many_are_denied():
    found = rules(
        ["/tagung-in-halle/"], [f"/seite-{n}-von-vielen/" for n in range(MOST_DENIED * 2)]
    )
    assert found.deny[0].count("|") == MOST_DENIED - 1


def test_no_details_give_no_rules():
    assert rules([], ["/team/"]) == follow_rules([], [])
    assert not rules([]).admits(f"{HOST}/irgendwas")


@pytest.mark.parametrize(
    "path", ["/a//b", "/t/%C3%BCber%20uns/", "/a(b)/c[d]", "/x/'y'", "/a/*.html"]
)
def test_odd_addresses_are_admitted_too(path):
    found = rules([path, "/ganz/anders/hier"])
    assert found.admits(HOST + path)
    assert found.admits(f"{HOST}/ganz/anders/hier")


@pytest.mark.parametrize("text", ["a.b", "a+b", "(a)", "[a]", "a|b", "a\\b", "^a$", "{2}", "ä-b_c"])
def test_an_escaped_text_matches_itself_only(text):
    assert re.fullmatch(escaped(text), text)
    assert not re.fullmatch(escaped(text), text.replace("a", "x") + "x")


SEGMENT = st.one_of(
    st.text(st.characters(min_codepoint=33, max_codepoint=0x17F), min_size=1, max_size=12),
    st.from_regex(r"\A[a-z]{1,8}(-[a-z0-9]{1,6}){0,3}(\.html)?\Z"),
    st.from_regex(r"\A[0-9]{1,8}\Z"),
)
ADDRESS = st.builds(
    lambda parts, slash, query: canonical_url(f"{HOST}/{'/'.join(parts)}{slash}{query}"),
    st.lists(SEGMENT, max_size=4),
    st.sampled_from(["", "/"]),
    st.sampled_from(["", "?nr=7", "?a=b&id=12", "?tx[n]=4&cHash=0123456789ab"]),
).filter(bool)


@given(st.lists(ADDRESS, min_size=1, max_size=12), st.lists(ADDRESS, max_size=12))
def test_whatever_the_addresses_all_details_are_admitted_and_no_navigation(details, navigation):
    found = follow_rules(details, navigation)
    assert all(found.admits(url) for url in details)
    assert not [url for url in navigation if url not in details and found.admits(url)]
