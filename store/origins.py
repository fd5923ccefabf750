"""Where the fields of an event were taken from, as a column: each source and page once.

Nearly all fields of an event come from one page. Named with each field it made the row so wide that
only one fitted into a page of the file, half of which was empty.
"""

import json
from collections import defaultdict
from collections.abc import Mapping

from store.columns import json_column

Origins = Mapping[str, tuple[str, str]]
"""Source and page by the label of a field."""


def column(origins: Origins) -> str:
    """Source, page and the labels of the fields, for each page."""
    labels: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for label, origin in origins.items():
        labels[origin].append(label)
    return json_column(
        sorted([*origin, " ".join(sorted(found))] for origin, found in labels.items())
    )


def value(text: str) -> dict[str, tuple[str, str]]:
    """The reverse of `column`; rows of earlier versions name the page with each field."""
    data = json.loads(text)
    if isinstance(data, dict):
        return {label: (source_id, url) for label, (source_id, url) in data.items()}
    return {label: (source_id, url) for source_id, url, found in data for label in found.split()}
