"""All patterns of dates in the order in which they are tried: the longest forms first."""

from parsers.dates import coarse_patterns, day_patterns, recurrence, spelled_patterns
from parsers.dates.pattern_parts import Builder, Entries, TextMatch

__all__ = ["DIGIT_PATTERNS", "LOW_PATTERNS", "WORD_PATTERNS", "Builder", "TextMatch"]

DIGIT_PATTERNS: Entries = (
    *day_patterns.ISO_PATTERNS,
    *day_patterns.NUMERIC_PATTERNS,
    *spelled_patterns.SPELLED_PATTERNS,
    *coarse_patterns.DIGIT_PATTERNS,
    *day_patterns.SHORT_PATTERNS,
    *day_patterns.GAP_PATTERNS,
    ("repeated", recurrence.DIGITS, recurrence.rule_of),
)
"""Dates that begin with a digit."""

LOW_PATTERNS: Entries = day_patterns.LOW_PATTERNS

WORD_PATTERNS: Entries = (
    *spelled_patterns.WORD_PATTERNS,
    *coarse_patterns.WORD_PATTERNS,
    *coarse_patterns.MONTH_PATTERNS,
    *spelled_patterns.MONTH_FIRST,
    *coarse_patterns.MONTH_ALONE,
)
"""Dates that begin with a letter."""
