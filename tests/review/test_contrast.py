"""The colours of the style sheet, in light and in dark: text 4.5:1, edges and marks 3:1 (WCAG 2.2,
1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

import review

CSS = (Path(review.__file__).parent / "static" / "review.css").read_text("utf-8")
SURFACES = ("paper", "ground", "sunk", "accent-soft")
TONES = ("good", "warn", "bad", "info", "accent")

TEXT = [
    *((ink, under) for under in SURFACES for ink in ("ink", "quiet", "accent")),
    *((tone, f"{tone}-soft") for tone in TONES),
    *((tone, under) for tone in TONES for under in ("paper", "ground", "accent-soft")),
    ("on-accent", "accent"),
    ("mark-ink", "mark"),
    ("mark-ink", "mark-strong"),
    ("paper", "ink"),
    ("quiet", "bad-soft"),
    ("quiet", "warn-soft"),
]
EDGES = [("edge", "paper"), ("edge", "ground"), ("accent", "paper"), ("accent", "sunk")]


def _schemes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.S)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    assert light.keys() == dark.keys()
    return {"light": light, "dark": dark}


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "under", "least"),
    [
        *((ink, under, 4.5) for ink, under in TEXT),
        *((ink, under, 3.0) for ink, under in EDGES),
    ],
)
def test_contrast(scheme: str, ink: str, under: str, least: float) -> None:
    colours = _schemes()[scheme]
    assert _contrast(colours[ink], colours[under]) >= least


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert _contrast("#ffffff", "#000000") == pytest.approx(21)
    assert _contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_no_colour_stands_outside_the_tokens() -> None:
    rules = CSS[CSS.index("/* ---- Page") :]
    printing = re.sub(r"@media print \{.*?\n\}", "", rules, flags=re.S)
    assert re.findall(r"#[0-9a-f]{3,8}\b", printing) == []
