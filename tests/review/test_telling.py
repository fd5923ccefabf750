"""How events and names are said on the screens."""

import pytest

from review.telling import quoted


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Jahrestagung", "„Jahrestagung“"),
        ("Dialog „Industrie und Region“", "„Dialog ‚Industrie und Region‘“"),
    ],
)
def test_quotation_marks_in_a_name_become_single_ones(name, said):
    assert quoted(name) == said
