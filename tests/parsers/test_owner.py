"""Who speaks on a page: the source, the page's head, its foot, its signature."""

from collections.abc import Callable

import pytest

from parsers import Context
from parsers.hosts.owner import owner_of
from parsers.page.document import Document

FOOT = "<footer>Auenbund Saale e. V. | Am Stollen 19 | 07545 Gera</footer>"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (f"<title>Fachtag</title><p>Wir laden ein.</p>{FOOT}", "Auenbund Saale e. V."),
        ("<title>Fachtag – Netzwerk Wege</title><p>Wir laden ein.</p>", "Netzwerk Wege"),
        (
            '<meta property="og:site_name" content="Stadt Gera"><title>Fachtag | X</title><p>A</p>',
            "Stadt Gera",
        ),
        ("<title>Fachtag – Neues</title><p>Wir laden ein.</p>", ""),
    ],
)
def test_the_page_names_its_owner(html: Callable[[str], Document], page: str, name: str) -> None:
    owner = owner_of(html(page), Context())
    assert (owner.name if owner else "") == name


def test_a_signature(plain: Callable[[str], Document]) -> None:
    owner = owner_of(plain("Fachtag\n\nWir laden ein.\n\nIhr Wasserforum Auen"), Context())
    assert owner is not None
    assert owner.name == "Wasserforum Auen"


def test_the_source_comes_first(html: Callable[[str], Document], context: Context) -> None:
    assert owner_of(html(f"<p>Wir laden ein.</p>{FOOT}"), context) is context.organizer
