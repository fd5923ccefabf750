"""Pings to a real web server: asked, busy, refusing, elsewhere, away. The address stays secret."""

import pytest
from pydantic import SecretStr

from regioradar.notify.pinging import TRIES, PingError, ping

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PATH = "/ping/5f3a-geheim"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def send(watch):
    """Ping the server; gives the seconds that were waited between the tries."""

    def ping_it(path=PATH):
        waits = []
        ping(SecretStr(watch.address + path), 5, sleep=waits.append)
        return waits

    return ping_it


def test_it_asks_once_and_says_who_asks(send, watch):
    assert send() == []
    assert watch.asked == [PATH]
    assert watch.headers[0]["User-Agent"].startswith("RegioRadar/")


def test_a_server_that_is_busy_is_asked_again(send, watch):
    watch.answers = [503, 429]
    assert send() == [1, 2]
    assert watch.asked == [PATH] * TRIES


def test_after_three_times_it_is_a_fault_without_the_secret(send, watch):
    watch.answers = [500, 502, 503, 503]
    with pytest.raises(PingError) as caught:
        send()
    assert str(caught.value) == f"{watch.address}/…: answered 503"
    assert len(watch.asked) == TRIES


def test_one_that_does_not_know_us_is_not_asked_again(send, watch):
    watch.answers = [404]
    with pytest.raises(PingError, match=r"/…: answered 404$"):
        send()
    assert len(watch.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(send, watch, status):
    watch.answers = [status]
    with pytest.raises(PingError, match=f"answered {status}; redirects are not followed"):
        send()
    assert watch.asked == [PATH]


def test_a_server_that_is_away_is_one_line_without_the_secret(send, watch):
    watch.stop()
    with pytest.raises(PingError, match="no answer: ") as caught:
        send()
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)
