"""Budgets of addresses, bytes and seconds, and what they say when they are spent."""

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request

from crawler.budgets import Budget, BudgetGuard, NotAskedError
from crawler.visit import Visit
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


class OnBudget:
    """A spider that may ask for two addresses."""

    def __init__(self) -> None:
        self.budget = Budget(Follow(max_pages=2))

    def may_ask(self, visit: Visit) -> bool:
        return self.budget.ask()


def test_further_tries_and_hops_of_an_address_cost_nothing() -> None:
    crawler: Any = SimpleNamespace(spider=OnBudget())
    guard = BudgetGuard.from_crawler(crawler)
    first = Request("http://amt.localhost/1", meta=Visit(source_id="amt").meta)
    guard.process_request(first)
    for number in range(5):
        guard.process_request(first.copy())
        guard.process_request(first.replace(url=f"http://amt.localhost/ziel/{number}"))
    guard.process_request(Request("http://amt.localhost/2", meta=Visit(source_id="amt").meta))
    guard.process_request(Request("http://amt.localhost/robots.txt"))
    with pytest.raises(NotAskedError):
        guard.process_request(Request("http://amt.localhost/3", meta=Visit(source_id="amt").meta))
