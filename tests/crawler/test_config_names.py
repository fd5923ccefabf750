"""One table leads from our settings to Scrapy's; none is forgotten."""

from crawler import settings
from crawler.config import CrawlConfig, scrapy_settings


def test_every_setting_but_the_number_of_crawls_has_a_name_that_there_is():
    names = {key: scrapy_settings(CrawlConfig(**{key: value})) for key, value in DEFAULTS.items()}
    assert all(names.values())
    for key, value in DEFAULTS.items():
        alone = scrapy_settings(CrawlConfig(**{key: value}), only_set=True)
        assert bool(alone) == (key != "concurrency"), key
        for name in alone:
            known = name.startswith(("CLOSESPIDER_", "DOWNLOAD_", "AUTOTHROTTLE_", "RETRY_"))
            assert known or hasattr(settings, name), name


def test_what_was_not_set_is_left_to_the_project():
    assert scrapy_settings(CrawlConfig(), only_set=True) == {}
    assert scrapy_settings(CrawlConfig(delay=3), only_set=True) == {
        "DOWNLOAD_DELAY": 3,
        "AUTOTHROTTLE_START_DELAY": 3,
    }


DEFAULTS = CrawlConfig().model_dump()
