"""The spiders: one family a module, each crawling the sources of its kinds."""
