"""Files that are served as pages are known by their first bytes."""

import pytest

from parsers.page.file_kinds import file_kind

GREETING = "Grüße aus Köthen"


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04 docx",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xe0 jpeg",
        b"GIF89a",
        bytes(range(256)) * 4,
    ],
)
def test_files_are_binary(body: bytes) -> None:
    assert file_kind(body)


@pytest.mark.parametrize(
    "body", [GREETING.encode("utf-16"), GREETING.encode("cp1252"), b"Zeile\r\n\tzwei", b""]
)
def test_text_is_not_binary(body: bytes) -> None:
    assert not file_kind(body)


def test_a_few_nul_bytes_in_a_page_do_not_make_it_binary() -> None:
    assert not file_kind(b"<p>" + b"Ein langer Satz. " * 40 + b"\x00\x00")
