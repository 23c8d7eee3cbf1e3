"""Where browsers find a page: at its origin, and at no other name of the same server.

The preview lets itself be framed by that one origin. And where a stranger's name leads to this server, a page
under it would be that stranger's to read. Pure; called by the routes of edge/ and by cluster/settings.py.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

_USUAL_PORTS = {"http": 80, "https": 443}


def as_browsers_write(origin: str) -> str:
    """In small letters, without the port that its scheme has anyway. Raises ValueError for a port that is
    none."""
    scheme, _, host = origin.lower().partition("://")
    return f"{scheme}://{without_usual_port(host, scheme)}"


def without_usual_port(host: str, scheme: str) -> str:
    """Raises ValueError for a port that is none."""
    port = urlsplit(f"//{host}").port
    if port is None:
        return host.removesuffix(":")
    name = host.rsplit(":", 1)[0]
    return name if port == _USUAL_PORTS.get(scheme) else f"{name}:{port}"


def is_at(host: str, origin: str) -> bool:
    """Whether `host`, as a request names it, is the origin's."""
    scheme, _, home = origin.partition("://")
    try:
        return without_usual_port(host.lower(), scheme) == home.lower()
    except ValueError:
        return False


def is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_local(host: str) -> bool:
    """Whether a browser that gets it runs on this machine, where subdomains of localhost lead here, too."""
    return f".{host}".endswith(".localhost") or (is_address(host) and ip_address(host).is_loopback)


def another_name(host: str, origin: str) -> bool:
    """Whether `host` is the machine and port of an origin on this machine, by another name."""
    asked, home = urlsplit(f"//{host}"), urlsplit(origin)
    try:
        return asked.port == home.port and is_local(asked.hostname or "") and is_local(home.hostname or "")
    except ValueError:  # a port that is none
        return False
