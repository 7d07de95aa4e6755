"""The one style sheet and the content security policy that admits it alone."""

import base64
import hashlib
from importlib.resources import files


def style_sheet() -> str:
    """Return the style sheet as it stands inside the page."""
    return files("tertius.report").joinpath("templates", "page.css").read_text(encoding="utf-8")


def policy(sheet: str) -> str:
    """Return a policy under which nothing loads or runs: no script, no network, only this style sheet.

    Source: W3C, Content Security Policy Level 3, section 2.3.1 (hash sources).
    """
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
