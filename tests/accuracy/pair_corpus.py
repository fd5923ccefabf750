"""Labelled pairs of mentions, decided by `matching` and scored as the machine interface gives them.

The figures are those of merging: precision and recall over the decided pairs, recall with what is
handed to staff, and the share of all pairs that is.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from matching import Knowledge
from regioradar.matches import matches_of

HERE = Path(__file__).parent
PAIRS = HERE / "pairs"
SECOND_PAIRS = HERE / "pairs_held"
"""Held back at first; its misses have been read since."""
HELD_PAIRS = HERE / "pairs_held2"
ASKED, MERGED = "ask", "merge"


@dataclass(slots=True)
class PairScore:
    """Counts of the decisions on a set of pairs, with each wrong one in a line."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def rate(self, part: str, whole: str) -> float:
        """One count as a share of another; 0 of nothing is 0."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    @property
    def figures(self) -> dict[str, float]:
        """The figures that the bar is set in."""
        return {
            "precision": self.rate("merged_same", "merged"),
            "recall": self.rate("merged_same", "same"),
            "recall_with_ask": self.rate("offered_same", "same"),
            "asked": self.rate("asked", "pairs"),
            "unsure_right": self.rate("unsure_right", "unsure"),
        }


def score_pairs(folder: Path = PAIRS) -> PairScore:
    """Decide all pairs in the `*.jsonl` files of a folder and hold them against their labels."""
    score = PairScore()
    for file in sorted(folder.glob("*.jsonl")):
        lines = file.read_bytes().splitlines()
        for line, match in zip(lines, matches_of(lines, Knowledge()), strict=True):
            _count(score, json.loads(line), match.record["decision"])
    return score


def _count(score: PairScore, pair: dict[str, object], decision: str) -> None:
    same, count = pair["same"], score.counts
    count["pairs"] += 1
    count["asked"] += decision == ASKED
    if same == "unsure":
        count["unsure"] += 1
        count["unsure_right"] += decision != MERGED
    else:
        count["same"] += bool(same)
        count["merged"] += decision == MERGED
        count["merged_same"] += bool(same) and decision == MERGED
        count["offered_same"] += bool(same) and decision in (MERGED, ASKED)
    if (decision == MERGED) != (same is True):
        score.misses.append(f"{pair['id']} {same} {decision} [{pair['kind']}] {pair['why']}")
