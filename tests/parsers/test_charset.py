"""Bytes to text: header, page, bytes, in that order; contradictions are reported, never raised."""

import pytest

from model import ProblemKind
from parsers.charset import decode, is_binary

GREETING = "Grüße aus Köthen"


def test_the_header_decides_before_the_page() -> None:
    body = f'<meta charset="utf-8"><p>{GREETING}'.encode("iso-8859-15")
    text, problems = decode(body, "text/html; charset=ISO-8859-15")
    assert GREETING in text
    assert problems == []


def test_the_page_decides_where_the_header_is_silent() -> None:
    text, problems = decode(f"<meta charset=cp1252><p>{GREETING} – €".encode("cp1252"), "text/html")
    assert f"{GREETING} – €" in text
    assert problems == []


def test_a_byte_order_mark_decides_before_all_and_is_no_text() -> None:
    text, problems = decode(b"\xef\xbb\xbf" + GREETING.encode(), "text/html; charset=iso-8859-1")
    assert text == GREETING
    assert problems == []


def test_utf_16_with_its_mark_is_read() -> None:
    assert decode(GREETING.encode("utf-16"), "text/plain")[0] == GREETING


def test_declared_latin_but_utf_8_by_its_mark_only_is_not_guessed() -> None:
    text, problems = decode(GREETING.encode(), "text/html; charset=iso-8859-1")
    assert "GrÃ¼ÃŸe" in text  # every byte is valid there: nothing contradicts the header
    assert problems == []


def test_a_wrong_charset_is_replaced_and_reported() -> None:
    text, problems = decode(GREETING.encode("cp1252"), "text/html; charset=utf-8")
    assert text == GREETING
    assert [problem.kind for problem in problems] == [ProblemKind.CHARSET]
    assert "utf-8" in problems[0].message
    assert "cp1252" in problems[0].message


def test_undeclared_utf_8_is_no_problem_and_undeclared_windows_is_one() -> None:
    assert decode(GREETING.encode(), "text/html") == (GREETING, [])
    text, problems = decode(GREETING.encode("cp1252"), "text/html")
    assert text == GREETING
    assert problems[0].message.startswith("the page is without a charset")


def test_bytes_that_fit_nothing_become_replacement_characters() -> None:
    text, problems = decode(b"Halle \x81\xff", "text/html; charset=utf-8")
    assert text == "Halle \ufffd\ufffd"
    assert len(problems) == 1


@pytest.mark.parametrize(
    "name", ["undefined", "idna", "punycode", "hex", "unicode_escape", "UTF-7", "gibt-es-nicht", ""]
)
@pytest.mark.parametrize("body", [GREETING.encode(), b"Halle \x81\xff \\d +2AA-"])
def test_a_charset_that_is_none_never_raises(name: str, body: bytes) -> None:
    text, _ = decode(body, f"text/html; charset={name}")
    assert text.startswith(("Grüße", "Halle"))
    text.encode()  # holds no lone surrogate


def test_a_charset_that_is_none_is_reported() -> None:
    text, problems = decode(GREETING.encode(), "text/html; charset=undefined")
    assert text == GREETING
    assert problems[0].kind is ProblemKind.CHARSET


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
    assert is_binary(body)


@pytest.mark.parametrize(
    "body", [GREETING.encode("utf-16"), GREETING.encode("cp1252"), b"Zeile\r\n\tzwei", b""]
)
def test_text_is_not_binary(body: bytes) -> None:
    assert not is_binary(body)


def test_a_few_nul_bytes_in_a_page_do_not_make_it_binary() -> None:
    assert not is_binary(b"<p>" + b"Ein langer Satz. " * 40 + b"\x00\x00")
