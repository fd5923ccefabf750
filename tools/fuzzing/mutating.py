"""Mutations that know the pieces of a kind of input; the blind ones are libFuzzer's."""

import random
from collections.abc import Callable, Sequence

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]
_LONGEST_WALL = 60_000


def mutated(
    data: bytes,
    most: int,
    seed: int,
    words: Sequence[bytes],
    blind: Callable[[bytes, int], bytes],
) -> bytes:
    """Return another input of at most `most` bytes; `blind` is the fuzzer's own mutation."""
    generator = random.Random(seed)
    if generator.random() < 0.35:
        return blind(data, most)
    for _ in range(generator.choice((1, 1, 2, 4, 8))):
        data = generator.choice(_MUTATIONS)(generator, data, words)
    if generator.random() < 0.03:
        data = wall(generator, data, words)
    return data[:most]


def insert(generator: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """Put some words somewhere."""
    at = generator.randint(0, len(data))
    gap = generator.choice((b"", b"", b" "))
    return data[:at] + gap.join(generator.choices(words, k=generator.randint(1, 3))) + data[at:]


def overwrite(generator: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """Put a word in the place of a piece."""
    start, end = _piece(generator, data, 20)
    return data[:start] + generator.choice(words) + data[end:]


def drop(generator: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    """Take a piece out."""
    start, end = _piece(generator, data, 200)
    return data[:start] + data[end:]


def repeat(generator: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    """Say a piece several times."""
    start, end = _piece(generator, data, 400)
    return data[:start] + data[start:end] * generator.randint(2, 6) + data[end:]


def move(generator: random.Random, data: bytes, _words: Sequence[bytes]) -> bytes:
    """Put a piece elsewhere."""
    start, end = _piece(generator, data, 400)
    rest = data[:start] + data[end:]
    at = generator.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def wall(generator: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """Say a piece, or some words, some thousand times: what takes time by the square shows.

    Up to three walls stand behind each other, as in many open elements before many dates.
    """
    start, end = _piece(generator, data, 60)
    built = b""
    for _ in range(number := generator.choice((1, 1, 2, 3))):
        piece = data[start:end]
        if generator.random() < 0.6 or not piece:
            piece = b"".join(generator.choices(words, k=generator.randint(1, 4)))
        most = _LONGEST_WALL // number // max(1, len(piece))
        built += piece * generator.randint(200, max(201, most))
    return data[:start] + built + data[end:]


def _piece(generator: random.Random, data: bytes, longest: int) -> tuple[int, int]:
    start = generator.randint(0, len(data))
    return start, min(len(data), start + generator.randint(0, longest))


_MUTATIONS: Sequence[Mutation] = (insert, insert, insert, overwrite, overwrite, drop, repeat, move)
