"""Forms that change something are sent twice: by a double click, by a reload, after a cut. They count once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

KEPT = timedelta(minutes=10)
LONGEST_NAME = 64
_T = TypeVar("_T")


class Once(Generic[_T]):
    """Does an action once for each form, and gives whoever sends it again the same result, if that is ``worth`` it."""

    def __init__(self, now: Callable[[], datetime], worth: Callable[[_T], bool]) -> None:
        self._now = now
        self._worth = worth
        self._done: dict[tuple[str, str], tuple[datetime, asyncio.Future[_T]]] = {}

    async def do(self, form: str, what: str, action: Callable[[], Awaitable[_T]]) -> _T:
        """The result of ``action``. ``form`` names the form, ``what`` is what it said; nameless ones are never known
        again."""
        if not form or len(form) > LONGEST_NAME:
            return await action()
        self._forget()
        key = (form, what)
        if key in self._done:
            return await asyncio.shield(self._done[key][1])
        future = asyncio.ensure_future(action())
        self._done[key] = self._now(), future
        kept = False
        try:
            result = await asyncio.shield(future)
            kept = self._worth(result)
            return result
        finally:
            if not kept and (future.cancelled() or future.done()):
                self._done.pop(key, None)

    def _forget(self) -> None:
        """The oldest stand first."""
        while self._done:
            key, (at, _) = next(iter(self._done.items()))
            if self._now() - at < KEPT:
                break
            del self._done[key]
