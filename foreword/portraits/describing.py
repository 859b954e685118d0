"""The registry as the table of docs/portraits.md: `foreword portraits describe` prints it, a test compares."""

from django.utils.translation import override

from foreword.people.models import Facet
from foreword.portraits.registry import SPECS, USED, Spec

HEAD = "| trait | what it is for | read by | drawn from | half-life | ends | how sure |\n|---|---|---|---|---|---|---|"


def described() -> str:
    """One table for each facet, in English."""
    with override("en"):
        return "\n\n".join(_facet(facet) for facet in Facet) + "\n"


def _facet(facet: Facet) -> str:
    rows = [_row(spec) for spec in SPECS if spec.facet == facet]
    return "\n".join([f"### {facet.label}", "", HEAD, *rows])


def _row(spec: Spec) -> str:
    method = spec.method
    half_life = f"{method.half_life.days} days" if method.half_life else "–"
    reader = "needs, push" if spec.key in USED else "its reader"
    name = f"{spec.name} `{spec.key}{'…' if spec.is_family else ''}`"
    cells = (name, str(spec.use), reader, method.sources, half_life, method.expiry, method.confidence)
    return f"| {' | '.join(cells)} |"
