"""Bytes to text: header, page, bytes, in that order; contradictions are reported, never raised."""

import time

import pytest

from model import ProblemKind
from parsers.page.charset import decode

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


@pytest.mark.parametrize("where", ["header", "meta", "xml"])
def test_declared_as_latin_but_utf_8(where: str) -> None:
    header = "text/html; charset=iso-8859-1" if where == "header" else "text/html"
    meta = "<meta charset='iso-8859-1'>" if where == "meta" else ""
    xml = "<?xml version='1.0' encoding='ISO-8859-1'?>" if where == "xml" else ""
    text, problems = decode(f"{xml}{meta}{GREETING} – „Wege“".encode(), header)
    assert f"{GREETING} – „Wege“" in text
    assert [problem.kind for problem in problems] == [ProblemKind.CHARSET]
    assert "its bytes are utf-8" in problems[0].message


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


def test_the_header_decides_before_the_page_where_both_fit() -> None:
    body = f"<meta charset=iso-8859-1><p>{GREETING}".encode()
    assert decode(body, "text/html; charset=utf-8") == (body.decode(), [])


def test_the_page_decides_where_the_header_does_not_fit() -> None:
    body = f"<meta charset=iso-8859-15><p>{GREETING} 5 €".encode("iso-8859-15")
    text, problems = decode(body, "text/html; charset=utf-8")
    assert f"{GREETING} 5 €" in text
    assert problems[0].message == "the page is declared as utf-8 but its bytes are iso8859-15"


def test_the_declaration_of_xml_counts_like_a_meta_element() -> None:
    body = f"<?xml version='1.0' encoding='windows-1252'?><html><p>{GREETING}".encode("cp1252")
    text, problems = decode(body, "application/xhtml+xml")
    assert GREETING in text
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", ["text/html", "text/html; charset=utf-16"])
def test_utf_16_without_its_mark_is_read(encoding: str, header: str) -> None:
    body = f"<html><head><title>Treffen</title></head><body><p>{GREETING}".encode(encoding)
    assert GREETING in decode(body, header)[0]


def test_utf_16_that_a_page_of_bytes_declares_is_not_believed() -> None:
    body = f"<meta charset=utf-16><p>{GREETING}".encode()
    assert GREETING in decode(body, "text/html")[0]


@pytest.mark.parametrize("header", ["text/html; charset=utf-8", "text/html"])
def test_a_pasted_byte_does_not_turn_the_whole_page(header: str) -> None:
    body = f"<p>{GREETING}</p>".encode() + "<p>für 5 €</p>".encode("cp1252")
    text, problems = decode(body, header)
    assert text == f"<p>{GREETING}</p><p>für 5 €</p>"
    assert [problem.message for problem in problems] == [
        "a few bytes are no utf-8 and were read as cp1252"
    ]


def test_a_page_cut_in_the_middle_of_a_letter_stays_utf_8() -> None:
    text, problems = decode(f"{GREETING} aus Döbeln ü".encode()[:-1], "text/html; charset=utf-8")
    assert text.startswith(f"{GREETING} aus Döbeln ")
    assert len(problems) == 1


def test_one_valid_pair_does_not_make_a_latin_page_utf_8() -> None:
    body = "Grüße aus Köthen für Döbeln: Ã¼".encode("cp1252")
    assert decode(body, "text/html")[0].startswith("Grüße aus Köthen für Döbeln")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("fÃ¼r die GrÃ¶ÃŸe", "für die Größe"),
        ("3. â€“ 5. MÃ¤rz", "3. – 5. März"),
        ("â€žLand in Sichtâ€œ", "„Land in Sicht“"),
        ("Ã–ffnung, Ãœbung, Ã„mter", "Öffnung, Übung, Ämter"),
        ("10Â\u00a0Uhr", "10\u00a0Uhr"),
        ("5 â‚¬", "5 €"),
        ("GrÃƒÂ¼ÃƒÅ¸e", "Grüße"),
    ],
)
def test_text_that_was_decoded_wrongly_is_repaired_and_reported(broken: str, whole: str) -> None:
    page = "<p>Gute Größe</p>\n<h1 title='{}'>{}</h1>"
    text, problems = decode(page.format(broken, broken).encode(), "text/html; charset=utf-8")
    assert text == page.format(whole, whole)
    assert [problem.kind for problem in problems] == [ProblemKind.CHARSET]
    assert "repaired" in problems[0].message


@pytest.mark.parametrize(
    "text", ["São Paulo, AÇÃO", "Château, Bâle, Fête", "Â, Ã und â sind Buchstaben", "Îles"]
)
def test_letters_of_other_languages_are_no_fault(text: str) -> None:
    assert decode(f"<p>{text}</p>".encode(), "text/html; charset=utf-8") == (f"<p>{text}</p>", [])


def test_characters_lost_before_are_reported() -> None:
    text, problems = decode("<p>Gr\ufffd\ufffde</p>".encode(), "text/html; charset=utf-8")
    assert text == "<p>Gr\ufffd\ufffde</p>"
    assert problems[0].message.startswith("2 characters were lost")


def test_five_megabytes_of_broken_text_take_seconds() -> None:
    started = time.process_time()
    text, _ = decode(("fÃ¼r " * 700_000).encode(), "text/html; charset=utf-8")
    assert text.startswith("für für")
    assert time.process_time() - started < 20
