"""Short addresses in codes and mails, and what is listened to or watched: counted by day, of nobody in particular."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from foreword.media.actions.reach import count_reach, medium_of
from foreword.media.models import ProductPage, Reach
from foreword.media.queries import public_products
from foreword.portal.responses import Afterwards
from foreword.portal.views.viewer import viewer_of
from foreword.search.visits import visit_of

PLAYED = {"audio": Reach.What.LISTEN, "video": Reach.What.WATCH}


@require_safe
def scanned(request: HttpRequest, pid: str) -> HttpResponseBase:
    """On to the product's page, in the language of the code. A browser that only looks ahead is not counted."""
    page = _public(pid)
    with override(page.lang):
        target = reverse("portal:product", args=[page.pid])
    ahead = request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", "")
    visit = "" if ahead else visit_of(request, viewer_of(request))
    code = request.GET.get("c", "")[:20]

    def after() -> None:
        medium, placement = medium_of(code)
        count_reach(product=page.translation_key, what=Reach.What.SCAN, visit=visit, medium=medium, placement=placement)

    return Afterwards(status=302, headers={"Location": target}, after=after)


@csrf_exempt
@require_POST
def played(request: HttpRequest, pid: str) -> HttpResponse:
    """It adds one to a count, once a minute for a browser: a forged one gains nothing."""
    what = PLAYED.get(request.POST.get("what", ""))
    if what is None:
        return HttpResponse(status=422)
    page, visit = _public(pid), visit_of(request, viewer_of(request))
    count_reach(product=page.translation_key, what=what, visit=visit)
    return HttpResponse(status=204)


def _public(pid: str) -> ProductPage:
    """In another language where this one was withdrawn: a printed code stays good as long as the product does."""
    found = public_products().filter(pid=pid).first()
    if found:
        return found
    gone = get_object_or_404(ProductPage, pid=pid)
    other = public_products().filter(translation_key=gone.translation_key).first()
    if other is None:
        raise Http404
    return other
