"""Which published addresses may become links."""

import re

# Everything a browser would trim, fold or act on is refused rather than repaired: white space, quotes, angle brackets,
# back slashes, control and reordering characters, and a user name before the host (it disguises the host).
_WEB_ADDRESS = re.compile(
    r"https?://(?P<host>[^\s/?#@\\<>\"'`\x00-\x20\x7f]+)(?P<rest>[/?#][^\s\\<>\"'`\x00-\x20\x7f]*)?\Z", re.IGNORECASE
)
_REORDERING = re.compile("[\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\u0080-\u009f\ud800-\udfff]")


def web_address(url: str) -> str | None:
    """Return the address when it is plain http or https, else None.

    >>> web_address("https://example.org/a?b=1"), web_address("javascript:alert(1)")
    ('https://example.org/a?b=1', None)
    """
    return url if _WEB_ADDRESS.match(url) and not _REORDERING.search(url) else None


def host_of(url: str) -> str:
    """Return the host of a web address without ``www.``; empty when it is none."""
    found = _WEB_ADDRESS.match(url)
    return found["host"].lower().removeprefix("www.") if found else ""
