"""Which network addresses are this machine's own; needs no Django, so that settings and commands may ask too."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str) -> bool:
    """True for a loopback address, with or without brackets, and for "localhost"; no other name is looked up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
