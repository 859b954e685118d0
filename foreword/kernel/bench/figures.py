"""Percentiles, as every benchmark prints them."""

from collections.abc import Iterable


def percentiles(seconds: Iterable[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    ordered = sorted(seconds)
    if not ordered:
        return {"p50": 0.0, "p95": 0.0, "p99": 0.0}
    at = {name: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for name, share in _SHARES.items()}
    return {name: round(value * 1000, 1) for name, value in at.items()}


_SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
