"""The librarians' pages of occasions. To everybody but editors and the head of service they do not exist."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foreword.people.models import Person
from foreword.people.permissions import may
from foreword.push.actions import occasions as actions
from foreword.push.models import Occasion, State
from foreword.push.occasion_form import OccasionForm
from foreword.push.queries import present
from foreword.push.rehearsing import audience_of, rehearse
from foreword.push.results import by_medium, by_occasion, compared, explored_and_chosen
from foreword.push.shipped import left_to_take, shipped
from foreword.push.telling import told
from foreword.search.viewers import Viewer

Page = Callable[..., HttpResponse]


def by_editors(view: Page) -> Page:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not isinstance(request.user, Person) or not may(request.user, "occasion.change"):
            raise Http404
        return view(request, request.user, *args, **kwargs)

    return guarded


@require_safe
@by_editors
def listed(request: HttpRequest, _person: Person) -> HttpResponse:
    rows = list(Occasion.objects.select_related("written_by").order_by("-written_at"))
    results = by_occasion(rows)
    order = {State.APPROVED: 0, State.DRAFT: 1, State.STOPPED: 2}
    rows.sort(key=lambda row: order[State(row.state)])
    context = {
        "rows": [(row, results.get(row.pk)) for row in rows],
        "media": by_medium(),
        "compared": compared(),
        "explored": explored_and_chosen(),
        "left": left_to_take(),
    }
    return render(request, "push/occasions.html", context)


@require_safe
@by_editors
def occasion(request: HttpRequest, person: Person, pid: str) -> HttpResponse:
    row = get_object_or_404(Occasion.objects.select_related("written_by", "approved_by"), pid=pid)
    rehearsed = request.GET.get("rehearse") == "1"
    keys = [(kind, key) for kind, _sep, key in (each.partition(":") for each in row.items)]
    audience = audience_of(row)
    found = present(keys, Viewer.of(person), request.LANGUAGE_CODE)
    context = {
        "row": row,
        "told": told(row),
        "items": [found[key] for key in keys if key in found],
        "gone": sum(key not in found for key in keys),
        "audience": audience,
        "rehearsal": rehearse(row) if rehearsed else None,
        "results": by_medium(row) if audience.readers else [],
        "mine": row.written_by_id == person.pk,
    }
    return render(request, "push/occasion.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_editors
def write(request: HttpRequest, person: Person, pid: str = "") -> HttpResponse:
    row = get_object_or_404(Occasion, pid=pid) if pid else None
    form = OccasionForm(request.POST if request.method == "POST" else None, instance=row)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                kept = actions.write_occasion(by=person, given=form.given, occasion=row)
            except actions.OccasionRefused as refusal:
                form.add_error("topics", str(refusal.message))
            else:
                messages.success(request, _("Kept as a draft. A second person approves it."))
                return redirect("occasions:occasion", kept.pid)
    return render(request, "push/write_occasion.html", {"form": form, "row": row}, status=status)


@require_POST
@by_editors
def take(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    ready = shipped().get(key)
    if ready is None:
        raise Http404
    return _told(request, actions.take_occasion(by=person, given=ready, key=key), "")


@require_POST
@by_editors
def approve(request: HttpRequest, person: Person, pid: str) -> HttpResponse:
    row = get_object_or_404(Occasion, pid=pid)
    if request.POST.get("seen") != row.written_at.isoformat():
        return _told(request, row, str(actions.NotNow.message))
    return _do(
        request, row, lambda: actions.approve_occasion(occasion=row, by=person), _("Approved. It holds from now on.")
    )


@require_POST
@by_editors
def stop(request: HttpRequest, person: Person, pid: str) -> HttpResponse:
    row = get_object_or_404(Occasion, pid=pid)
    done = _("Stopped. What it had put on pages is gone.")
    return _do(request, row, lambda: actions.stop_occasion(occasion=row, by=person), done)


def _do(request: HttpRequest, row: Occasion, story: Callable[[], Occasion], done: str) -> HttpResponse:
    try:
        story()
    except actions.OccasionRefused as refusal:
        return _told(request, row, str(refusal.message))
    return _told(request, row, done)


def _told(request: HttpRequest, row: Occasion, words: str) -> HttpResponse:
    if words:
        messages.info(request, words)
    return redirect("occasions:occasion", row.pid)
