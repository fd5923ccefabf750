"""What the scorers count: numbers by name, and the misses in words."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Score:
    """What was counted over all pages, and the misses in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def rate(self, part: str, whole: str) -> float:
        """A share; 1 where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0
