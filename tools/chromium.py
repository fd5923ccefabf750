"""The system's Chromium, as the screenshots and the judges start it: it sees only loopback."""

import os

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-smooth-scrolling",
    "--disable-sync",
    "--no-first-run",
)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium, which has no network but loopback."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=[*_ARGUMENTS],
        chromium_sandbox=os.geteuid() != 0,  # Chromium's sandbox refuses to run as root
    )
