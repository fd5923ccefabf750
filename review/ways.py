"""Addresses within the application: where we are, where it begins, where one may be sent on to."""

from flask import current_app, request, url_for


def start() -> str:
    """The first screen."""
    first = "queue.index" if "queue.index" in current_app.view_functions else "accounts.own"
    return url_for(first)


def here() -> str:
    """The address of this request, to come back to."""
    return request.script_root + request.full_path.rstrip("?")


def local(target: str) -> str:
    """`target` where it lies within the application, else its start.

    Browsers read "\\" as "/" and drop tabs and line ends (WHATWG URL), so none may be in it.
    """
    if not target.startswith("/") or target.startswith("//"):
        return start()
    if any(character == "\\" or character < " " for character in target):
        return start()
    return target
