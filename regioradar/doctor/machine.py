"""What the machine gives: memory, open files, and programs for what is switched on."""

import importlib.util
import os
import platform
import resource
import shutil
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from regioradar.config import Config
from regioradar.doctor.finding import Finding, Group, size
from sources import Source

_GROUP = Group("machine")
_MEMORY = 600_000_000
"""Bytes of memory below which a run may be ended by the kernel."""
_OPEN_FILES = 512
_MEMINFO = Path("/proc/meminfo")
_LIMIT = Path("/sys/fs/cgroup/memory.max")


def look(config: Config, sources: Sequence[Source]) -> Iterator[Finding]:
    """The machine, and what sources and settings need besides."""
    yield _GROUP.ok(
        "program", f"RegioRadar {version('regioradar')}, Python {platform.python_version()}"
    )
    yield memory_judged(_available())
    yield open_files_judged(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    rendered = [source.id for source in sources if source.javascript]
    if rendered:
        chromium = shutil.which(config.crawl.chromium, os.X_OK)
        yield browser_judged(
            rendered,
            str(config.crawl.chromium),
            browser=chromium is not None,
            library=importlib.util.find_spec("scrapy_playwright") is not None,
        )
    if config.review.oidc_issuer and importlib.util.find_spec("authlib") is None:
        yield _GROUP.fail(
            "OpenID Connect",
            "review.oidc_issuer is set, but the library is not installed",
            "pip install 'regioradar[oidc]'",
        )


def memory_judged(available: int | None) -> Finding:
    """Whether a run fits into the memory; None where the machine does not say."""
    if available is None:
        return _GROUP.ok("memory", "this machine does not say how much there is")
    if available < _MEMORY:
        return _GROUP.warn(
            "memory",
            f"only {size(available)} are available",
            "end other programs, add memory or swap, or lower crawl.concurrency",
        )
    return _GROUP.ok("memory", f"{size(available)} are available")


def open_files_judged(limit: int) -> Finding:
    """Whether a crawl may open as many connections and files as it needs."""
    if limit != resource.RLIM_INFINITY and limit < _OPEN_FILES:
        mend = f"raise it: ulimit -n {_OPEN_FILES}, LimitNOFILE={_OPEN_FILES} in the unit"
        return _GROUP.warn("open files", f"at most {limit} for a process", mend)
    shown = "without limit" if limit == resource.RLIM_INFINITY else f"at most {limit:,}"
    return _GROUP.ok("open files", f"{shown} for a process")


def browser_judged(
    rendered: Sequence[str], chromium: str, *, browser: bool, library: bool
) -> Finding:
    """Whether sources with `javascript = true` can be shown as a browser shows them."""
    told = ", ".join(rendered)
    if not library:
        mend = "pip install 'regioradar[javascript]'"
        return _GROUP.fail("browser", f"the library that {told} need is not installed", mend)
    if not browser:
        mend = "install the system's package chromium, or set crawl.chromium"
        return _GROUP.fail("browser", f"{chromium}, which {told} need, is not there", mend)
    return _GROUP.ok("browser", f"{chromium}, for {told}")


def _available() -> int | None:
    """Bytes of memory that programs can have: the machine's, or what the service may take."""
    found = []
    try:
        lines = _MEMINFO.read_text(encoding="ascii").splitlines()
        named = dict(line.split(":", 1) for line in lines)
        found.append(int(named["MemAvailable"].split()[0]) * 1024)
        limit = _LIMIT.read_text(encoding="ascii").strip()
        if limit.isdigit():
            found.append(int(limit))
    except (OSError, ValueError, KeyError, IndexError):
        pass
    return min(found, default=None)
