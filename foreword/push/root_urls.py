"""Addresses without a language: for programs."""

from django.urls import path

from foreword.push.views.feeds import OwnFeed, OwnFeedJson
from foreword.push.views.worker import worker

urlpatterns = [
    path("push-worker.js", worker, name="push-worker"),
    path("feeds/mine/<str:key>.xml", OwnFeed(), name="push-feed"),
    path("feeds/mine/<str:key>.json", OwnFeedJson(), name="push-feed-json"),
]
