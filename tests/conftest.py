"""What all tests share: no network but loopback where a test asks for it, and `--update-golden`.

Programs that the tests start hear Ctrl-C, however the tests themselves were started.
"""

import signal

import pytest
from hypothesis import settings

settings.register_profile("deep", max_examples=3_000, deadline=None)
"""What `make fuzz` asks for of the tests that do not say how many examples they try."""

WHOLE_PROGRAMS = frozenset(("end_to_end", "faults", "browser", "packaging"))
"""Folders whose tests drive whole programs; one such module takes minutes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files from what is read"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Close all sockets to tests that do not ask for loopback (pytest-socket); listen to Ctrl-C."""
    config.option.disable_socket = True
    config.option.allow_unix_socket = True
    # A shell starts what runs in the background with SIGINT ignored, and that is inherited.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that at the end no worker waits for a single module."""
    items.sort(key=lambda item: WHOLE_PROGRAMS.isdisjoint(item.nodeid.split("/")))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
