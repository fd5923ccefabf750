"""The table of faults names tests that there are, and all that there are here."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
DOC = (TESTS.parent / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+\.py)::(test_\w+)`", DOC)
UNIT = {"test_docs.py"}


def file_of(name):
    return TESTS.parent / name if "/" in name else TESTS / "faults" / name


def test_every_named_test_is_there():
    assert len(NAMED) > 15
    for name, test in NAMED:
        assert f"def {test}(" in file_of(name).read_text(encoding="utf-8"), (name, test)


def test_every_module_of_faults_is_named():
    here = {file.name for file in (TESTS / "faults").glob("test_*.py")} - UNIT
    assert here == {name for name, _ in NAMED if "/" not in name}
