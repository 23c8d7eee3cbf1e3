"""edge/origin.py: one address, however a setting or a client spells it."""

import pytest

from edge.origin import as_browsers_write, is_at


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://x:443", "https://x"),
        ("http://x:80", "http://x"),
        ("HTTPS://X.example:0443", "https://x.example"),
        ("http://x:443", "http://x:443"),
        ("https://x:8443", "https://x:8443"),
        ("https://x:08443", "https://x:8443"),
        ("http://localhost", "http://localhost"),
    ],
)
def test_an_origin_is_as_browsers_write_it(given: str, written: str) -> None:
    assert as_browsers_write(given) == written
    assert as_browsers_write(written) == written


@pytest.mark.parametrize(
    ("host", "origin", "at"),
    [
        ("x", "https://x", True),
        ("X:443", "https://x", True),
        ("x:80", "https://x", False),
        ("x:80", "http://x", True),
        ("x:8000", "http://x:8000", True),
        ("x", "http://x:8000", False),
        ("y", "https://x", False),
        ("[::1]:8000", "http://x:8000", False),
        ("x:99999", "http://x", False),
        ("x:port", "http://x", False),
        ("[", "http://x", False),
        ("", "http://x", False),
    ],
)
def test_a_host_is_the_origins_or_not(host: str, origin: str, at: bool) -> None:
    assert is_at(host, origin) is at
