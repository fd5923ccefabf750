"""The errors of RegioRadar. One root; each carries what a person needs to find the fault.

A page or a source that fails is data (see `model.extraction.Problem`), not one of these.
"""


class RegioRadarError(Exception):
    """The root of all errors that RegioRadar raises on purpose.

    `source_id` and `url` are empty where the fault belongs to none. `str()` of an error is one
    line that an operator can act on.
    """

    def __init__(self, message: str, *, source_id: str = "", url: str = "") -> None:
        super().__init__(message)
        self.source_id = source_id
        self.url = url

    def __str__(self) -> str:
        where = " ".join(part for part in (self.source_id, self.url) if part)
        message = " ".join(str(self.args[0]).split())
        return f"{where}: {message}" if where else message


class ModelError(RegioRadarError, ValueError):
    """A record was given a value that its field does not admit."""


class ConfigError(RegioRadarError):
    """The configuration file or an environment variable is wrong; names file and key."""


class SourceFileError(RegioRadarError):
    """A source file is wrong; names file, table and key."""

    def __init__(self, message: str, *, file: str, table: str = "", key: str = "") -> None:
        place = f"{file}: " + (f"[{table}] " if table else "") + (f"{key}: " if key else "")
        super().__init__(place + message)
        self.file = file
        self.table = table
        self.key = key


class PageError(RegioRadarError):
    """A page given by hand (a file, a line of input) cannot be read at all."""


class CrawlError(RegioRadarError):
    """A crawl could not be carried out for a reason that lies on our side."""


class StoreError(RegioRadarError):
    """The database cannot be opened, read, written or migrated; names the file."""


class BusyError(StoreError):
    """Another process is writing to the database, and did for longer than was to be waited."""


class PrunedError(StoreError):
    """The body of a page version is kept no longer (`regioradar prune`)."""


class DamagedError(PrunedError):
    """The body of a page version cannot be unpacked any more: the disk changed it."""


class ClockError(RegioRadarError):
    """The machine's clock cannot be right; nothing was read, published or deleted by it."""


class DecisionError(RegioRadarError):
    """Staff decided what cannot be (no such event, a value that a field does not admit).

    `code` says it in one of the words of `store.Refusal`, for interfaces that speak German.
    """

    def __init__(self, message: str, *, code: str = "", source_id: str = "", url: str = "") -> None:
        super().__init__(message, source_id=source_id, url=url)
        self.code = code


class ConflictError(DecisionError):
    """The event is another than the one that was shown; nothing was written."""


class PublishError(RegioRadarError):
    """The feeds could not be written; the last good ones are still in place."""
