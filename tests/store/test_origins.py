"""Where the fields of an event come from, as a column."""

import json

from hypothesis import given
from hypothesis import strategies as st

from store import origins

_LABELS = st.sampled_from(("name", "startDate", "endDate", "location", "publish", "eventStatus"))
_PAGES = st.tuples(st.sampled_from(("", "region", "netz")), st.text(max_size=20))


@given(st.dictionaries(_LABELS, _PAGES))
def test_it_is_read_as_it_was_written(found):
    expected = {
        label: (source_id, url.encode("utf-8", "replace").decode())
        for label, (source_id, url) in found.items()
    }
    assert origins.value(origins.column(found)) == expected


def test_each_page_is_named_once():
    url = "https://region.localhost/termine/1"
    column = origins.column(dict.fromkeys(("name", "startDate", "url"), ("region", url)))
    assert column.count(url) == 1


def test_the_order_of_the_fields_is_no_matter():
    one = {"name": ("a", "1"), "url": ("b", "2"), "publish": ("a", "1")}
    assert origins.column(one) == origins.column(dict(reversed(one.items())))


def test_a_row_of_an_earlier_version_is_read():
    assert origins.value(json.dumps({"name": ["region", "https://r.localhost/1"]})) == {
        "name": ("region", "https://r.localhost/1")
    }


def test_the_page_of_each_field_stands_in_the_event(scene, told, event):
    url = "https://region.localhost/termine/konferenz"
    scene.run({url: told(event())})
    (row,) = scene.rows("SELECT origins FROM events")
    assert row["origins"].count(url) == 1
    found = scene.store.staff.dossier(scene.only.uid).origins
    assert found["startDate"] == ("region", url)
