"""From sources to pages: Scrapy spiders, polite by default. Knows HTTP, nothing of dates or events.

`crawler.run.crawl` is the way in for programs, `scrapy crawl <family>` the one for people.
"""
