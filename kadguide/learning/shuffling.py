"""Orders that look random and can be made again from a key, on any machine and any version of Python.

Python promises the same numbers for a seed only for ``random()``, not for ``shuffle()``; so the order comes from a
Fisher-Yates shuffle that is driven by HMAC-SHA256, without the small bias of a remainder.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_WORD = 4
"""Bytes of one random number."""


def keyed_order(count: int, seed: str, *labels: str) -> tuple[int, ...]:
    """The positions 0 to ``count - 1`` in an order that ``seed`` and ``labels`` determine.

    All orders are equally likely over the seeds.
    """
    numbers = _numbers(seed, "|".join(labels))
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = _below(last + 1, numbers)
        order[last], order[other] = order[other], order[last]
    return tuple(order)


def keyed_shuffle(things: Sequence[T], seed: str, *labels: str) -> tuple[T, ...]:
    """``things`` in the order of :func:`keyed_order`."""
    return tuple(things[position] for position in keyed_order(len(things), seed, *labels))


def keyed_draws(count: int, limit: int, seed: str, *labels: str) -> tuple[int, ...]:
    """``count`` numbers from 0 to ``limit - 1``, drawn with replacement, that ``seed`` and ``labels`` determine."""
    numbers = _numbers(seed, "|".join(labels))
    return tuple(_below(limit, numbers) for _ in range(count))


def _numbers(seed: str, label: str) -> Iterator[int]:
    """An endless stream of 32-bit numbers."""
    counter = 0
    while True:
        block = hmac.new(seed.encode(), f"{label}|{counter}".encode(), hashlib.sha256).digest()
        for start in range(0, len(block), _WORD):
            yield int.from_bytes(block[start : start + _WORD], "big")
        counter += 1


def _below(limit: int, numbers: Iterator[int]) -> int:
    """A number from 0 to ``limit - 1``, each equally likely: values of the last, incomplete round are thrown away."""
    whole = (1 << 8 * _WORD) // limit * limit
    return next(number for number in numbers if number < whole) % limit
