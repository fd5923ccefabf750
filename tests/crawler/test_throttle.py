"""The pause of a host after a slow answer: it gets shorter again, whatever good answers come."""

from types import SimpleNamespace

import pytest
from scrapy.http import Response
from scrapy.settings import Settings

from crawler import settings as project_settings
from crawler.throttle import Throttle


@pytest.fixture
def pause():
    """The pause after a first answer that took 20 seconds and quick ones of some status."""
    settings = Settings()
    settings.setmodule(project_settings)
    signals = SimpleNamespace(connect=lambda *_, **__: None)
    throttle = Throttle(SimpleNamespace(settings=settings, signals=signals))
    throttle.mindelay, throttle.maxdelay = throttle._min_delay(), throttle._max_delay()

    def after(status: int) -> float:
        slot = SimpleNamespace(delay=1.0)
        throttle._adjust_delay(slot, 20.0, Response("http://a.localhost/"))
        assert slot.delay == 20.0
        for _ in range(10):
            throttle._adjust_delay(slot, 0.1, Response("http://a.localhost/", status=status))
        return slot.delay

    return after


@pytest.mark.parametrize("status", [200, 304])
def test_good_answers_bring_it_back_to_the_least_pause(pause, status):
    assert pause(status) == 1.0


@pytest.mark.parametrize("status", [404, 503])
def test_a_fault_that_comes_fast_shortens_nothing(pause, status):
    assert pause(status) == 20.0


def test_the_project_throttles_with_it():
    assert "crawler.throttle.Throttle" in project_settings.EXTENSIONS
    assert "scrapy.extensions.throttle.AutoThrottle" not in project_settings.EXTENSIONS_BASE
