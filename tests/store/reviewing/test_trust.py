"""The interval of a share, and the sample that is always looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reviewing.trust import sampled, wilson


@pytest.mark.parametrize(
    ("right", "judged", "lower", "upper"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_literature(
    right: int, judged: int, lower: float, upper: float
) -> None:
    assert wilson(right, judged) == pytest.approx((lower, upper), abs=5e-5)


@given(judged=st.integers(0, 2000), data=st.data())
def test_the_interval_holds_the_share_and_narrows(judged: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, judged))
    lower, upper = wilson(right, judged)
    assert 0 <= lower <= (right / judged if judged else 0.5) <= upper <= 1
    wider = wilson(right * 2, judged * 2)
    assert not judged or wider[1] - wider[0] < upper - lower


def test_the_sample_is_of_its_size_and_the_same_for_ever() -> None:
    uids = [f"{number}@regioradar.example" for number in range(10_000)]
    drawn = {uid for uid in uids if sampled(uid, 0.05)}
    assert 400 < len(drawn) < 600
    assert [n for n in range(100) if uids[n] in drawn] == [6, 10, 24, 60, 65, 88]
    assert drawn < {uid for uid in uids if sampled(uid, 0.1)}
    assert not any(sampled(uid, 0) for uid in uids)
    assert all(sampled(uid, 1) for uid in uids)
