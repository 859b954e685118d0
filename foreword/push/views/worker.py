"""The script that shows a notice, at the top of the site: a browser lets it open no page above its own place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    return render(request, "push/worker.js", content_type="text/javascript; charset=utf-8")
