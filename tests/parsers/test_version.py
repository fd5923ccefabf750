"""The extractor's version follows the rules and nothing else."""

import re
from pathlib import Path

import pytest

from parsers import EXTRACTOR_VERSION
from parsers.version import _version


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "dates").mkdir()
    (tmp_path / "rules.py").write_text("A = 1\n")
    (tmp_path / "dates" / "words.txt").write_text("tagung\n")
    return tmp_path


def test_it_is_twelve_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", EXTRACTOR_VERSION)


def test_it_changes_with_a_rule_a_word_list_and_a_name(rules: Path) -> None:
    versions = [_version(rules)]
    (rules / "rules.py").write_text("A = 2\n")
    versions.append(_version(rules))
    (rules / "dates" / "words.txt").write_text("tagung\nmesse\n")
    versions.append(_version(rules))
    (rules / "rules.py").rename(rules / "regeln.py")
    versions.append(_version(rules))
    assert len(set(versions)) == 4


def test_it_does_not_change_with_caches_or_markers(rules: Path) -> None:
    before = _version(rules)
    (rules / "__pycache__").mkdir()
    (rules / "__pycache__" / "rules.cpython-311.pyc").write_bytes(b"\0")
    (rules / "py.typed").write_text("")
    assert _version(rules) == before
