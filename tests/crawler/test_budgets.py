"""Budgets of addresses, bytes and seconds, and what they say when they are spent."""

from crawler.budgets import Budget
from sources import Follow


def test_pages() -> None:
    budget = Budget(Follow(max_pages=2))
    assert [budget.ask() for _ in range(4)] == [True, True, False, False]
    assert budget.spent == "page_budget"
    assert budget.message == (
        "the budget max_pages (2 addresses) is spent; 2 addresses were left over"
    )


def test_bytes_of_the_last_answer_may_go_over() -> None:
    budget = Budget(Follow(max_bytes=100_000))
    assert budget.ask()
    budget.take(99_999)
    assert budget.ask()
    budget.take(50_000)
    assert not budget.ask()
    assert budget.message == "the budget max_bytes (100000 bytes) is spent; 1 address was left over"


def test_seconds() -> None:
    moments = iter([0.0, 9.9, 10.0])
    budget = Budget(Follow(max_seconds=10), clock=lambda: next(moments))
    assert budget.ask()
    assert (budget.spent, budget.message) == (None, "")
    assert not budget.ask()
    assert budget.spent == "time_budget"
