"""What a crawl loads and parses: nothing that is off, of most pages only the head."""

import subprocess
import sys

from crawler.markup import read_head

OFF = ("requests", "aiohttp", "scrapy.downloadermiddlewares.cookies", "scrapy.extensions.telnet")
LOADS = f"""
import sys
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from crawler import settings

chosen = Settings()
chosen.setmodule(settings, priority="project")
for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"):
    for path in chosen.get_component_priority_dict_with_base(name):
        load_object(path)
print([name for name in {OFF!r} if name in sys.modules])
"""


def test_what_is_off_is_not_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_head_of_a_page() -> None:
    page = b'<html><head><link rel="canonical" href="/a"></head><body><a href="/b">b</a></body>'
    html = read_head(page, "text/html", "https://a.example/x")
    assert html is not None
    assert [html.address(link) for link in html.root.iter("link")] == ["https://a.example/a"]
    assert not list(html.root.iter("a"))


def test_a_page_without_a_head_is_read_whole() -> None:
    html = read_head(b'<p><a href="/b">b</a>', "text/html", "https://a.example/x")
    assert html is not None
    assert [html.address(link) for link in html.anchors()] == ["https://a.example/b"]
