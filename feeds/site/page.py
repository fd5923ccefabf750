"""A page of the website as a file: a record of texts, and the template that lays it out."""

from feeds.files import File, Made, key_of
from feeds.site.templates import render


def page(name: str, template: str, view: object) -> File:
    """Return the file of a page; the template knows the record as `page`, its frame as `frame`."""

    def make() -> Made:
        frame = getattr(view, "frame", None)
        return Made(body=render(template, page=view, frame=frame).encode("utf-8"))

    return File(name=name, key=key_of(template, view), make=make)
