"""How long a host is held before the next try."""

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler import settings as project_settings
from crawler.hosts import Hosts
from crawler.retrying import PatientRetryMiddleware

URL = "https://haus.example/"


@pytest.fixture
def pause():
    """The seconds that a host is held after an answer to a request with so many tries behind it."""

    def after(tries, status=503, **headers):
        chosen = Settings()
        chosen.setmodule(project_settings)
        hosts = Hosts()
        chosen.setdict({"REGIORADAR_RETRY_PAUSE": 4.0, "RETRY_TIMES": 9, "REGIORADAR_HOSTS": hosts})
        middleware = PatientRetryMiddleware(chosen)
        request = Request(URL, meta={"retry_times": tries})
        middleware.answered(request, Response(URL, status=status, headers=headers))
        return hosts["haus.example"].pause

    return after


def test_pauses_grow_with_the_tries_and_end_somewhere(pause):
    for tries, most in enumerate((5, 10, 20, 40)):
        assert most * 0.55 < pause(tries) <= most
    assert 55 < pause(8) <= 60


def test_after_the_last_try_and_after_what_lasts_nobody_waits(pause):
    assert pause(9) == 0
    assert pause(0, status=404) == 0


def test_what_the_host_asks_for_counts_where_it_is_longer(pause):
    assert 29 < pause(0, **{"Retry-After": "30"}) <= 30
    assert pause(3, **{"Retry-After": "1"}) > 20
