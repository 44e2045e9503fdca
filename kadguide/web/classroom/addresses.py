"""Under which addresses this machine is reached in the room, found without sending anything."""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from ipaddress import IPv4Address, ip_address

_ASK_ADDRESS = {"linux": 0x8915, "darwin": 0xC0206921}
"""The call that asks an interface for its address, by system."""
_INSIDE = ("lo", "docker", "br-", "veth", "virbr", "vmnet", "tun", "utun")
"""Interfaces that lead to nobody in the room."""
_TOWARDS = ("192.168.255.255", "192.168.137.2", "10.255.255.255", "172.31.255.255", "192.0.2.1")
"""Addresses that are looked up in the table of routes and never written to."""


def room_addresses() -> tuple[str, ...]:
    """Addresses of this machine in local networks, the likeliest first; none when it is in no network."""
    found = dict.fromkeys([*_routed(), *_interfaces()])
    usable = [a for text in found if (a := IPv4Address(text)) and not a.is_loopback and not a.is_unspecified]
    return tuple(str(address) for address in sorted(usable, key=lambda a: (a.is_link_local, not a.is_private)))


def room_urls(port: int) -> tuple[str, ...]:
    """Where a browser in the room finds this machine; nowhere when it is in no network."""
    return urls(room_addresses(), port)


def urls(names: Iterable[str], port: int) -> tuple[str, ...]:
    """What a browser is given for machines of these names or numbers."""
    return tuple(f"http://{f'[{name}]' if ':' in name else name}:{port}/" for name in names)


def is_own_name(name: str) -> bool:
    """Whether a Host header names this machine: by any number, or by its own name.

    A page from elsewhere that points its name to this machine is found out by the name; a number cannot be pointed.
    """
    name = name.casefold().strip("[]")
    own = socket.gethostname().casefold()
    if name in ("localhost", own, f"{own}.local", own.partition(".")[0], f"{own.partition('.')[0]}.local"):
        return True
    with suppress(ValueError):
        ip_address(name)
        return True
    return False


def _routed() -> Iterator[str]:
    """The own end of ways to local networks. Connecting a datagram socket looks the way up and sends nothing."""
    for target in _TOWARDS:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.connect((target, 9))
            yield str(line.getsockname()[0])


def _interfaces() -> Iterator[str]:
    if sys.platform == "win32":  # Windows knows its own name without asking anybody
        with suppress(OSError):
            yield from socket.gethostbyname_ex(socket.gethostname())[2]
        return
    request = _ASK_ADDRESS.get(sys.platform)
    if request is None:
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        for _, name in socket.if_nameindex():
            if name.startswith(_INSIDE):
                continue
            with suppress(OSError):
                answer = fcntl.ioctl(line.fileno(), request, struct.pack("256s", name.encode()[:15]))
                yield socket.inet_ntoa(answer[20:24])
