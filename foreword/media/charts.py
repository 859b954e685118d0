"""A table drawn as SVG: bars or lines. Colours come from the page's styles (classes), with ink where there are none.

The picture repeats what the table behind it says, so it carries one sentence as its name and is no list of shapes to a
screen reader. Numbers are in the user's units of a 520-unit-wide box.
"""

import math
from dataclasses import dataclass
from typing import Final
from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foreword.media.tables import Table

WIDTH: Final = 520.0
HEIGHT: Final = 280.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 8.0, 12.0, 32.0
MOST_LABELS: Final = 12
LEAST: Final = 1e-6
"""A difference below this is none that anybody could read."""


@dataclass(frozen=True, slots=True)
class Scale:
    low: float
    high: float
    step: float

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)

    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * n for n in range(count + 1)]


def scale_of(table: Table) -> Scale:
    """From zero, always: a bar that begins elsewhere misleads. Steps of 1, 2 or 5 times a power of ten."""
    low, high = min(0.0, table.smallest), max(0.0, table.largest)
    if high - low < LEAST:
        high = low + 1.0
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    return Scale(math.floor(low / step) * step, math.ceil(high / step) * step, step)


def draw(table: Table, *, form: str, name: str) -> SafeString:
    """`form` is "bar" or "line"; `name` is what the picture says, in a sentence."""
    scale = scale_of(table)
    shapes = _lines(table, scale) if form == "line" else _bars(table, scale)
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}{}{}</svg>',
        round(WIDTH),
        round(HEIGHT),
        name,
        _grid(scale),
        shapes,
        _names(table),
    )


def said(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def _slot(table: Table) -> float:
    return (WIDTH - LEFT - RIGHT) / len(table.rows)


def _grid(scale: Scale) -> SafeString:
    rows = [(LEFT, WIDTH - RIGHT, scale.y(tick), scale.y(tick) + 4, said(tick)) for tick in scale.ticks()]
    return format_html_join(
        "",
        '<path class="grid" d="M{0} {2}H{1}" stroke="currentColor" stroke-opacity=".15"/>'
        '<text x="46" y="{3}" text-anchor="end" font-size="12" fill="currentColor">{4}</text>',
        rows,
    )


def _bars(table: Table, scale: Scale) -> SafeString:
    slot, zero = _slot(table), scale.y(0.0)
    each = slot * 0.7 / len(table.columns)
    shapes = []
    for place, (_name, values) in enumerate(table.rows):
        for series, value in enumerate(values):
            x = LEFT + slot * place + slot * 0.15 + each * series
            top = min(scale.y(value), zero)
            shapes.append((series + 1, round(x, 1), top, round(each, 1), round(abs(scale.y(value) - zero), 1)))
    return format_html_join(
        "", '<rect class="series-{}" x="{}" y="{}" width="{}" height="{}" fill="currentColor"/>', shapes
    )


def _lines(table: Table, scale: Scale) -> SafeString:
    slot = _slot(table)
    paths = []
    for series in range(len(table.columns)):
        points = [
            f"{round(LEFT + slot * (place + 0.5), 1)} {scale.y(values[series])}"
            for place, (_name, values) in enumerate(table.rows)
        ]
        paths.append((series + 1, "L".join(points)))
    return format_html_join(
        "", '<path class="line series-{}" d="M{}" fill="none" stroke="currentColor" stroke-width="3"/>', paths
    )


def _names(table: Table) -> SafeString:
    """Under the axis; where there are many, every second, third … one."""
    slot, every = _slot(table), math.ceil(len(table.rows) / MOST_LABELS)
    rows = [
        (round(LEFT + slot * (place + 0.5), 1), _cut(name, slot * every))
        for place, (name, _values) in enumerate(table.rows)
        if place % every == 0
    ]
    return format_html_join(
        "", '<text x="{}" y="268" text-anchor="middle" font-size="12" fill="currentColor">{}</text>', rows
    )


def _cut(name: str, room: float) -> str:
    """As much of it as fits: a Chinese sign takes as much room as two Latin letters."""
    width = 0.0
    for place, letter in enumerate(name):
        width += 15.0 if east_asian_width(letter) in "WF" else 8.0
        if width > room:
            return f"{name[: max(1, place - 1)]}…"
    return name
