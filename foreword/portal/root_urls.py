"""Addresses without a language: for programs."""

from django.urls import path

from foreword.portal.views.alerts import AlertsFeed, alert
from foreword.portal.views.feeds import AnswersFeed, AnswersJson, AnswersRss
from foreword.portal.views.pages import robots
from foreword.portal.views.reach import played, scanned

urlpatterns = [
    path("feeds/answers.xml", AnswersFeed(), name="answers-feed"),
    path("feeds/answers.rss", AnswersRss(), name="answers-rss"),
    path("feeds/answers.json", AnswersJson(), name="answers-json"),
    path("feeds/alerts.xml", AlertsFeed(), name="alerts-feed"),
    path("feeds/alerts/<str:identifier>.xml", alert, name="alert"),
    path("q/<slug:pid>", scanned, name="scanned"),
    path("q/<slug:pid>/played", played, name="played"),
    path("robots.txt", robots, name="robots"),
]
