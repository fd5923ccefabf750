"""Markup inside data becomes text, and nothing of it survives as markup."""

import pytest

from parsers.page.fragments import plain_text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Mit <b>Imbiss</b> &amp; Gespräch</p>", "Mit Imbiss & Gespräch"),
        ("&lt;p&gt;doppelt kodiert&lt;/p&gt;", "doppelt kodiert"),
        ("5 < 6 und 7 > 2", "5 < 6 und 7 > 2"),
        ("offen <b>geblieben", "offen geblieben"),
        ("vor<script>alert(1)</script><style>p{}</style>nach", "vor nach"),
        ("https://beispiel.example/<x>", "https://beispiel.example/"),
        ("", ""),
    ],
)
def test_plain_text(fragment: str, text: str):
    assert " ".join(plain_text(fragment).split()) == text
