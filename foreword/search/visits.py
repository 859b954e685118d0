"""One browser on one day, as a hash that cannot be read back: what ties a search to the click that follows."""

import re
from typing import Any, Final

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from foreword.kernel.clock import today
from foreword.search import analysis

MACHINE: Final = re.compile(r"bot\b|crawl|spider|slurp|monitor|preview", re.IGNORECASE)
EDGES: Final = " ?？.。!！,，;；:："


def visit_of(request: HttpRequest, person: Any = None) -> str:
    """Empty for whom nothing is noted of: browsers that ask not to be followed, machines, and the library's staff."""
    browser = request.headers.get("User-Agent", "")
    unwilling = request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"
    if unwilling or MACHINE.search(browser) or getattr(person, "is_librarian", False):
        return ""
    return _hash("visit", today().isoformat(), request.META.get("REMOTE_ADDR", ""), browser[:200])


def query_hash(text: str) -> str:
    """The same for words that differ in width, case, script, spaces or the last mark."""
    return _hash("query", folded(text))


def folded(text: str) -> str:
    return " ".join(analysis.fold(text).split()).strip(EDGES)


def _hash(*parts: str) -> str:
    return salted_hmac("foreword.search.visits", "\x1f".join(parts), algorithm="sha256").hexdigest()[:32]
