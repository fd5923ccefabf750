"""Scrapy settings of the project: polite to hosts, closed to attackers.

Each can be overridden with `scrapy crawl -s NAME=VALUE`; `crawler.run.crawl` takes them too. What
the environment says is in `crawler.project`, for plain `scrapy` commands.
"""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from scrapy.settings import default_settings

from crawler import guarding


def user_agent(contact: str = "") -> str:
    """Return an honest User-Agent: our name, our version and how to reach the operator.

    `contact` is an address of the operator's; without one none is made up.
    """
    try:
        release = version("regioradar")
    except PackageNotFoundError:  # run from a folder that was never installed
        release = "0"
    about = f"+{contact}" if contact else "calendar of regional development"
    return f"RegioRadar/{release} ({about})"


def _without(components: Mapping[str, Any], *paths: str) -> dict[str, Any]:
    """Scrapy's components but these; a None in its place would load it all the same."""
    return {path: order for path, order in components.items() if path not in paths}


BOT_NAME = "regioradar"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
USER_AGENT = user_agent()
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/calendar;q=0.9,*/*;q=0.5",
    "Accept-Language": "de,en;q=0.5",
}

# Polite: one request at a time a host, and never faster than the host answers.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "RegioRadar"
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # the delay is the least pause, and not one around which pauses vary
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 16
# First come, first served among requests of one priority: the order of the page is kept.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"
CONCURRENT_ITEMS = 4  # each is a task a response; four instead of 100 takes a quarter off the CPU
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads our source anew for each answer; mypy knows too
REFERRER_POLICY = "same-origin"

# Limits on what one answer may cost us.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024
REDIRECT_MAX_TIMES = 5
URLLENGTH_LIMIT = guarding.MAX_URL

# Patient with what may pass; the pauses hold one host and nobody else. Seconds.
RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, *range(520, 525)]
REGIORADAR_RETRY_PAUSE = 2.0  # before the first further try; each next pause is twice as long
REGIORADAR_RETRY_AFTER = 120.0  # longest Retry-After that is waited for
REGIORADAR_CRAWL_DELAY = 60.0  # longest Crawl-delay of a robots.txt that is kept
REGIORADAR_HOST_FAILURES = 5  # addresses given up in a row after which a host is left alone
REGIORADAR_PATIENCE = 3.0  # without an answer for so long, a crawl gives its place away
REGIORADAR_RUN_TIMEOUT = 0.0  # for all crawls of a process together; 0: no limit
REGIORADAR_RUN_MEMORY = 0.0  # megabytes of the process at which all crawls end; 0: no limit
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the spider reports it as a problem of the source

# Closed: public addresses only, verified TLS, http and https only, no cookies, no hidden redirects,
# no control ports. The networks are for tests and are said in the log of each crawl.
TWISTED_DNS_RESOLVER = "crawler.connecting.GuardedResolver"
REGIORADAR_UNSAFE_TEST_NETWORKS: list[str] = []
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS: dict[str, Any] = {
    **dict.fromkeys(("data", "file", "ftp", "s3")),
    **dict.fromkeys(("http", "https"), "crawler.stopping.StoppableHandler"),
}
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# What is off is not loaded either, so no setting opens it; it takes a tenth of the memory.
EXTENSIONS_BASE = _without(
    default_settings.EXTENSIONS_BASE,
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.throttle.AutoThrottle",
)
DOWNLOADER_MIDDLEWARES_BASE = _without(
    default_settings.DOWNLOADER_MIDDLEWARES_BASE,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
)

# Bad answers go to the spider, which reports them; the guards replace Scrapy's.
HTTPERROR_ALLOW_ALL = True
REQUEST_FINGERPRINTER_CLASS = "crawler.fingerprint.IdentityFingerprinter"
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    # Scrapy's admits subdomains and drops refused redirects without a word.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.rendering.RenderingMiddleware": 40,
    "crawler.middlewares.HostGuard": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.RobotsMiddleware": 100,
    "crawler.budgets.BudgetGuard": 120,  # what robots.txt forbids costs nothing
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.retrying.PatientRetryMiddleware": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.unpacking.UnpackingMiddleware": 590,
    "crawler.conditional.ConditionalMiddleware": 650,
    "crawler.stopping.StopGuard": 950,
}

# Sources with `javascript = true`: the browser, and what showing one page of theirs may cost.
REGIORADAR_CHROMIUM = "/usr/bin/chromium"
REGIORADAR_RENDERING_SECONDS = 30.0
REGIORADAR_RENDERING_REQUESTS = 30
EXTENSIONS: dict[str, int | None] = {
    "crawler.throttle.Throttle": 0,
    "scrapy.extensions.closespider.CloseSpider": None,
    "crawler.ending.PromptCloseSpider": 0,
}

# `-O pages.jsonl` writes what `regioradar extract --jsonl` reads.
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {
    "json": "crawler.exporters.PageJsonExporter",
    "jsonl": "crawler.exporters.PageLinesExporter",
    "jsonlines": "crawler.exporters.PageLinesExporter",
    "jl": "crawler.exporters.PageLinesExporter",
}

LOG_LEVEL = "INFO"
