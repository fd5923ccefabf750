"""What letters and mails have around their text: header lines, salutations, an earlier mail."""

import re

from parsers.page.document import Block, Region, Role

_FIELD = re.compile(
    r"(?:Von|An|Cc|Kopie|Datum|Gesendet|Betreff|Betr\.|From|To|Date|Sent|Subject)\s?:\s",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:Betreff|Betr\.|Subject)\s?:\s+(?:(?:AW|WG|RE|FW|FWD)\s?:\s*)*", re.IGNORECASE
)
_RECEIVERS = re.compile(r"(?:An|Cc|Kopie|To)\s?:\s", re.IGNORECASE)
_HEADER = 10
"""Blocks at the beginning among which a mail's header stands."""
_MARK = re.compile(r"^[ \t]*>[> ]*", re.MULTILINE)
_QUOTED = re.compile(r"[ \t]*>")
_OWN_WORDS = 120
"""So many characters of its own make a mail more than the one that it quotes."""
_ADDRESSED = re.compile(
    r"(?:Liebe[rs]?|Sehr geehrte[rs]?|Hallo|Hey|Guten (?:Tag|Morgen)|Moin|Servus|Grüß Gott"
    r"|Werte[rs]?)\b.{0,70}[,!]$"
    r"|(?:Mit )?(?:(?:[Ff]reundliche|[Hh]erzliche|[Bb]este|[Vv]iele|[Ll]iebe|[Ss]onnige)[nrm]? )+"
    r"Gr(?:üße|uß|üßen)\b.{0,30}$|Herzlich(?:st)?,?$|Gruß [A-Z]\w+$"
    r"|(?:Euer|Eure|Ihr|Ihre) (?:Team|Vorstand|Redaktion|Stadt|Gemeinde)\b[^?!:]{0,80}$"
    r"|An (?:alle|die|unsere) [A-ZÄÖÜ]\w+(?: und [A-ZÄÖÜ]\w+)?$"
    r"|(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
    r"|MONTAG|DIENSTAG|MITTWOCH|DONNERSTAG|FREITAG|SAMSTAG|SONNABEND|SONNTAG),?$"
    r"|(?:Der|Die|DER|DIE) (?:Vorstand|Redaktion|Schriftleitung|VORSTAND)$"
    r"|(?i:lädt|laden)(?i:(?: sie| herzlich| alle)* ein)[.!:]?$"
    r"|gez\. |i\. ?A\. |Seite \d+ von \d+$"
    r"|(?:[Vv]on|VON|Text:|Fotos?:|Autor(?:in)?:) [A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w.-]+){1,2}$"
    r"|([+*=~-]{2,})[^\n]{1,60}\1$"
)


def is_addressed(line: str) -> bool:
    """Return whether a line speaks to readers or signs: salutation, greeting, byline, page."""
    return len(line) <= 120 and _ADDRESSED.match(line) is not None


def without_quote_marks(text: str) -> str:
    """Return the text, as long as before, without the marks before the lines of a quoted mail."""
    if "\n>" not in text and not text.startswith(">"):
        return text
    return _MARK.sub(lambda hit: " " * len(hit[0]), text)


def mark_mail(blocks: list[Block], text: str) -> None:
    """Mark the subject as the headline, and what a mail only repeats as no part of it.

    `text` is the mail with its marks.
    """
    fields = [block for block in blocks[:_HEADER] if _FIELD.match(block.text)]
    subject = next((block for block in fields if _SUBJECT.match(block.text)), None)
    if subject is not None and (len(fields) > 1 or subject is blocks[0]):
        _head(subject)
        for block in fields:
            if _RECEIVERS.match(block.text):
                block.region = Region.CHROME
    quoted = [b for b in blocks if _QUOTED.match(text, text.rfind("\n", 0, b.start) + 1)]
    own = sum(len(block.text) for block in blocks) - sum(len(block.text) for block in quoted)
    if quoted and own > _OWN_WORDS:
        for block in quoted:
            block.region, block.role = Region.RELATED, Role.PARAGRAPH


def _head(subject: Block) -> None:
    """Make the words of a subject the headline."""
    hit = _SUBJECT.match(subject.text)
    end = hit.end() if hit else 0
    subject.text, subject.start = subject.text[end:], subject.start + end
    subject.role, subject.level = Role.HEADING, 1
