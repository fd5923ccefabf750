"""Readers in a loop while publications replace each other: each answer is one version, whole."""

import hashlib
import threading
import time

import brotli
import pytest

from regioradar.publishing import Fresh, publish

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

VERSIONS = 60


def version(number: int) -> bytes:
    """Of another length each; every line says which version it is."""
    return b"X-VERSION:%d\r\n" % number * (2000 + 40 * number)


def test_no_answer_is_half_or_mixed(ask, folder):
    whole = {hashlib.sha256(version(n)).hexdigest(): version(n) for n in range(VERSIONS)}
    publish({"alle.ics": Fresh(body=version(0), key="")}, (), folder)
    seen, stop = [], threading.Event()

    def read(coding: str) -> None:
        last = None
        while not stop.is_set():
            answer = ask("/alle.ics", Accept_Encoding=coding)
            unchanged = ask("/alle.ics", Accept_Encoding=coding, If_None_Match=str(last))
            if unchanged.status == 304:
                assert unchanged.headers["ETag"] == last
            last = answer.headers["ETag"]
            seen.append((coding, answer))

    readers = [threading.Thread(target=read, args=(coding,)) for coding in ("identity", "br")]
    for reader in readers:
        reader.start()
    for number in range(1, VERSIONS):
        publish({"alle.ics": Fresh(body=version(number), key="")}, (), folder)
        met, deadline = len(seen), time.monotonic() + 30
        while len(seen) == met and time.monotonic() < deadline:  # the readers keep up
            time.sleep(0.001)
    stop.set()
    for reader in readers:
        reader.join()
    tags = set()
    for coding, answer in seen:
        assert answer.status == 200
        body = brotli.decompress(answer.body) if coding == "br" else answer.body
        tag = answer.headers["ETag"].strip('"')
        assert whole[tag.removesuffix("-br")] == body
        assert tag.endswith("-br") == (coding == "br")
        tags.add(tag)
    assert len({tag.removesuffix("-br") for tag in tags}) > VERSIONS / 2
