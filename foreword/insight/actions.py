"""What the room itself writes: once a month, what may be told of groups of readers."""

from datetime import date

from django.db import transaction

from foreword.insight.crowd import WHOLE, crowd
from foreword.insight.models import GroupFigure
from foreword.insight.suppression import Cell, steady


@transaction.atomic
def draw_groups(*, month: date) -> int:
    """Draw this month's figures if they are not there; how many. Of earlier ones only what they told is looked at.

    A month is drawn once, whatever it found: looked at every day, a figure would tell of whoever came that day.
    """
    if GroupFigure.objects.filter(month=month).exists():
        return 0
    told = {_cell(each): each.readers for each in GroupFigure.objects.order_by("month")}
    found = crowd().published()
    rows = [_figure(month, cell, steady(count, told.get(cell))) for cell, count in found.items()]
    if WHOLE not in found:
        rows = [_figure(month, WHOLE, 0)]
    GroupFigure.objects.all().delete()
    GroupFigure.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _cell(figure: GroupFigure) -> Cell:
    return (figure.by, figure.group, figure.measure, figure.value)


def _figure(month: date, cell: Cell, readers: int) -> GroupFigure:
    by, group, measure, value = cell
    return GroupFigure(month=month, by=by, group=group, measure=measure, value=value, readers=readers)
