"""A strict reader of iCalendar's lines and components (RFC 5545 3.1, 3.4) for the checks.

It repairs nothing: what tolerant parsers forgive is told as a finding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from feeds.lint.finding import Finding

_LINE = re.compile(r'(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:]*))*):')
_PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"]*"|[^";:]*)')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.DOTALL | re.MULTILINE)
_LONGEST = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A content line: name, parameters (quotes removed) and the value as written."""

    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value read as TEXT (RFC 5545 3.3.11)."""
        return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)


@dataclass(slots=True, kw_only=True)
class Component:
    """A component with its properties and inner components in the order of the file."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return the properties of this name."""
        return [prop for prop in self.properties if prop.name == name]

    def first(self, name: str) -> Property | None:
        """Return the first property of this name, or None."""
        return next((prop for prop in self.properties if prop.name == name), None)

    def value(self, name: str) -> str:
        """Return the written value of the first property of this name, or ""."""
        prop = self.first(name)
        return prop.value if prop else ""

    def text(self, name: str) -> str:
        """Return the first property of this name read as TEXT, or ""."""
        prop = self.first(name)
        return prop.text if prop else ""

    def inner(self, name: str) -> list["Component"]:
        """Return the inner components of this name."""
        return [component for component in self.components if component.name == name]


def apart(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return the file without its VEVENTs, and the bytes of each of them.

    One that is not whole or has other line ends stays in the file and is found there.
    """
    return _EVENT.sub(b"", data), _EVENT.findall(data)


def read(data: bytes) -> tuple[Component, list[Finding]]:
    """Return a nameless component that holds what the bytes say, and points 1 to 4 breached."""
    findings = list(_physical(data))
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    logical = re.sub(r"\r?\n[ \t]", "", text)
    root = Component(name="")
    open_components = [root]
    for line in re.split(r"\r?\n", logical.removesuffix("\n").removesuffix("\r")):
        prop = _property(line)
        if prop is None:
            findings.append(Finding(point=4, message=f"no content line: {line[:60]!a}"))
        elif prop.name == "BEGIN":
            component = Component(name=prop.value)
            open_components[-1].components.append(component)
            open_components.append(component)
        elif prop.name == "END":
            if open_components[-1].name != prop.value or len(open_components) == 1:
                findings.append(Finding(point=4, message=f"END:{prop.value} without its BEGIN"))
            else:
                open_components.pop()
        else:
            open_components[-1].properties.append(prop)
    if len(open_components) > 1:
        findings.append(Finding(point=4, message=f"no END:{open_components[-1].name}"))
    return root, findings


def _property(line: str) -> Property | None:
    match = _LINE.match(line)
    if match is None:
        return None
    parameters = {key: value.strip('"') for key, value in _PARAMETER.findall(match["parameters"])}
    return Property(name=match["name"], value=line[match.end() :], parameters=parameters)


def _physical(data: bytes) -> Iterator[Finding]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield Finding(point=1, message="the file begins with a byte-order mark")
    if not data.endswith(b"\r\n"):
        yield Finding(point=1, message="the last line has no CRLF")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield Finding(point=1, message="a line end that is not CRLF")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Finding(point=1, message=f"not UTF-8 at byte {error.start}")
        text = data.decode("utf-8", "replace")
    for number, line in enumerate(data.split(b"\r\n"), start=1):
        if len(line) > _LONGEST:
            yield Finding(point=2, message=f"line {number} has {len(line)} octets")
        if not _whole(line):
            yield Finding(point=2, message=f"line {number} ends within a character or an escape")
    without_ends = text.replace("\r\n", "")
    if _CONTROL.search(without_ends) or _BIDI.search(without_ends):
        yield Finding(point=3, message="a control character")


def _whole(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return (len(line) - len(line.rstrip(b"\\"))) % 2 == 0
