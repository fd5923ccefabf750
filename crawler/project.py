"""The settings of plain `scrapy` commands: the project's, and over them what REGIORADAR_* say.

Ends the command with one line where a variable is wrong.
"""

import sys

from crawler.config import from_environment, scrapy_settings
from crawler.settings import *  # noqa: F403 (Scrapy takes its settings from a module's names)
from crawler.settings import user_agent
from model import ConfigError

try:
    _environment = from_environment()
except ConfigError as error:
    sys.stderr.write(f"regioradar: {error}\n")
    raise SystemExit(2) from None

USER_AGENT = _environment.user_agent or user_agent(_environment.contact)
globals().update(scrapy_settings(_environment.crawl, only_set=True))
