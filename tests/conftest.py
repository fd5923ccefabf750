"""What all tests share: no network but loopback where a test asks for it, and `--update-golden`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files from what is read"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Close all sockets to tests that do not ask for loopback (pytest-socket)."""
    config.option.disable_socket = True
    config.option.allow_unix_socket = True


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
