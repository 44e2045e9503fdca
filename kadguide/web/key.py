"""The key of an address: whoever opens the address with it is let in, and known by a cookie from then on.

Every program and every user of a machine reaches its loopback address; only who was told the key is to see the app.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest

from aiohttp import web

PARAMETER = "key"
_BYTES = 18


def new_key() -> str:
    """A key that nobody guesses, short enough to be shown in an address."""
    return secrets.token_urlsafe(_BYTES)


class KeyGate:
    """Knows who brings the right ``key``; an empty one lets everybody in. The name of the cookie has the ``port``,
    since a browser keeps cookies for a machine as a whole."""

    def __init__(self, key: str, port: int) -> None:
        self._key = key
        self._cookie = f"kadguide-{port}"

    def is_known(self, request: web.Request) -> bool:
        """Whether the request may pass."""
        return not self._key or self._fits(request.cookies.get(self._cookie, ""))

    def admit(self, request: web.Request) -> web.HTTPSeeOther | None:
        """The way on, without the key in the address, for who brings it, and for who is known and brings an old one;
        ``None`` for everybody else."""
        brings = self._fits(request.query.get(PARAMETER, ""))
        if not self._key or request.path != "/" or not (brings or self.is_known(request)):
            return None
        answer = web.HTTPSeeOther(request.rel_url.without_query_params(PARAMETER))
        if brings:
            # Lax: the cookie comes along when the address is opened from elsewhere, never with what other pages fetch.
            answer.set_cookie(self._cookie, self._key, httponly=True, samesite="Lax", path="/")
        return answer

    def _fits(self, given: str) -> bool:
        return compare_digest(given.encode("utf-8", "surrogatepass"), self._key.encode())
