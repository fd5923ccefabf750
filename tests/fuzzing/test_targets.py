"""Every target takes its seeds, is documented, and can find something."""

from dataclasses import replace
from pathlib import Path

import pytest
from fuzzing import sound, target
from fuzzing.mutating import mutated, wall
from fuzzing.target import UnsoundError, must, plain_line

from model import Extraction, PageKind, Problem, ProblemKind

DOCUMENT = Path(__file__).parents[2] / "docs" / "fuzzing.md"
NAMES = target.names()


def blind(data: bytes, most: int) -> bytes:
    return data[::-1][:most]


@pytest.mark.parametrize("name", NAMES)
def test_the_seeds_of_a_target_and_some_mutations_keep_its_rules(name: str) -> None:
    found = target.load(name)
    seeds = [*found.seeds()]
    assert seeds
    for number, seed in enumerate(seeds):
        found.check(seed)
        if number % 5 == 0:
            found.check(mutated(seed, 5_000, number, found.words, blind))


@pytest.mark.parametrize("name", NAMES)
def test_a_target_is_documented(name: str) -> None:
    assert f"| `{name}` |" in DOCUMENT.read_text(encoding="utf-8")


def test_a_mutation_keeps_to_its_length_and_can_be_repeated() -> None:
    words, data = (b"Mai", b"<p>"), b"am 3. Mai 2026" * 9
    made = [mutated(data, 150, seed, words, blind) for seed in range(200)]
    assert max(map(len, made)) <= 150
    assert len(set(made)) > 100
    assert made == [mutated(data, 150, seed, words, blind) for seed in range(200)]


def test_a_wall_is_long() -> None:
    from random import Random

    assert all(len(wall(Random(seed), b"Mai 3.", (b"x",))) > 200 for seed in range(20))


def test_a_rule_that_does_not_hold_is_found() -> None:
    whole = sound.read_text("<h1>Fachtag</h1><p>Wir laden ein: 3. Mai 2026 in Gera</p>")
    sound.check(whole)
    (event,) = whole.events
    moved = replace(whole, text=f"x{whole.text}")
    unknown = replace(whole, events=(replace(event, when=None, publish=True),))
    torn = Problem(kind=ProblemKind.MALFORMED, message="zwei\nZeilen")
    for broken, rule in (
        (moved, "the quote stands at its place"),
        (unknown, "nothing is published without a day"),
        (Extraction(page_kind=PageKind.OTHER, problems=(torn,)), "a problem is one plain line"),
    ):
        with pytest.raises(UnsoundError, match=rule):
            sound.check(broken)


def test_a_plain_line_steers_no_terminal() -> None:
    assert plain_line("Fachtag „Land“ (3. Mai)")
    for text in ("zwei\nZeilen", "\x1b[2J", " Rand", "a\u202eb", "\ud800"):
        assert not plain_line(text)
    with pytest.raises(UnsoundError, match="eins: 2"):
        must(False, "eins", 2)
