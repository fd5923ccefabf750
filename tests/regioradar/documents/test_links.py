"""Links between the documents lead somewhere, and every page can be found from the README."""

import pytest
from written import DOCS, FILES, ROOT, anchors, destination, pictures, targets

LONGEST = 200_000
"""Bytes of a picture: the repository keeps them all."""
NAMED = [pytest.param(file, id=str(file.relative_to(ROOT))) for file in FILES]


@pytest.mark.parametrize("file", NAMED)
def test_every_link_and_picture_leads_to_a_file_and_to_a_heading_of_it(file):
    for target in targets(file):
        found = destination(file, target)
        if found is None:
            continue
        path, anchor = found
        assert path.is_relative_to(ROOT), target
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), target


def test_every_document_is_reachable_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        file = waiting.pop()
        if file in reached or file.suffix != ".md" or not file.exists():
            continue
        reached.add(file)
        waiting += [found[0] for target in targets(file) if (found := destination(file, target))]
    assert set(FILES) - reached == set()


def test_every_picture_is_shown_and_says_in_words_what_it_shows():
    shown = set()
    for file in FILES:
        for target, words in pictures(file):
            assert words.strip(), (file.name, target)
            shown.add(destination(file, target)[0])
    there = {*(DOCS / "screenshots").iterdir(), *DOCS.glob("*.svg")}
    assert there - shown == set()
    for picture in there:
        assert picture.stat().st_size < LONGEST, picture.name
