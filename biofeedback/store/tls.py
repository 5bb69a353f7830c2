"""What goes to a server is encrypted, unless the server is on this machine.

PostgreSQL's `sslmode=require` is asked for; who wants the certificate checked as well says
`verify-full` in the URL, and that is kept. What is weaker would fall back to plain silently.
"""

from ipaddress import ip_address
from typing import Final

from sqlalchemy.engine import URL

_STRONG: Final = ("require", "verify-ca", "verify-full")
_HERE: Final = ("", "localhost")


def with_tls(url: URL) -> URL:
    """Return the URL that asks for TLS where the way leads over a network."""
    if all(map(_is_here, _hosts(url))) or url.query.get("sslmode") in _STRONG:
        return url
    return url.update_query_dict({"sslmode": "require"})


def is_without_tls(error: Exception) -> bool:
    """Whether a server was not talked to because it has no TLS."""
    return "does not support SSL" in str(error)


def _hosts(url: URL) -> list[str]:
    told = url.query.get("host", ())
    listed = (told,) if isinstance(told, str) else told
    return [host for each in (url.host or "", *listed) for host in each.split(",")]


def _is_here(host: str) -> bool:
    """Whether a host is this machine: a socket's folder, its name, or one of its own addresses."""
    if host in _HERE or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
