"""What is asked of one source looks at its rows only, however many sources there are."""

from typing import Any

import pytest

from store import Store

ASKED = {
    "pages": lambda store: store.pages("region"),
    "page_at": lambda store: store.page_at("region", "https://region.localhost/"),
    "good_lists": lambda store: store.good_lists("region", "https://region.localhost/"),
    "validators": lambda store: store.validators("region"),
    "visits": lambda store: store.visits("region"),
    "history": lambda store: store.history("region", 10),
    "not_before": lambda store: store.not_before("region"),
    "problems": lambda store: store.problems(1, "region"),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_index_serves_it(scene: Any, name: str) -> None:
    store: Store = scene.store
    db = store._connection.db
    statements: list[str] = []
    db.conn.set_trace_callback(statements.append)
    ASKED[name](store)
    db.conn.set_trace_callback(None)
    steps = [
        (row[3], statement)
        for statement in statements
        if statement.lstrip().startswith("SELECT")
        for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert steps
    for step, statement in steps:
        assert step.startswith(("SEARCH", "USE TEMP B-TREE")), statement
        assert "run_id=? AND source_id=?" in step or name != "problems", step
