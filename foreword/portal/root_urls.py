"""Addresses without a language: for programs."""

from django.urls import path

from foreword.portal.views.feeds import AnswersFeed
from foreword.portal.views.pages import robots

urlpatterns = [
    path("feeds/answers.xml", AnswersFeed(), name="answers-feed"),
    path("robots.txt", robots, name="robots"),
]
