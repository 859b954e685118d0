"""Addresses without a language: for programs."""

from django.urls import path

from foreword.push.views.feeds import OwnFeed, OwnFeedJson

urlpatterns = [
    path("feeds/mine/<str:key>.xml", OwnFeed(), name="push-feed"),
    path("feeds/mine/<str:key>.json", OwnFeedJson(), name="push-feed-json"),
]
