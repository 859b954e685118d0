"""Addresses without a language: for programs."""

from django.urls import path

from foreword.portal.views.alerts import AlertsFeed, alert
from foreword.portal.views.feeds import AnswersFeed, AnswersJson, AnswersRss
from foreword.portal.views.pages import robots

urlpatterns = [
    path("feeds/answers.xml", AnswersFeed(), name="answers-feed"),
    path("feeds/answers.rss", AnswersRss(), name="answers-rss"),
    path("feeds/answers.json", AnswersJson(), name="answers-json"),
    path("feeds/alerts.xml", AlertsFeed(), name="alerts-feed"),
    path("feeds/alerts/<str:identifier>.xml", alert, name="alert"),
    path("robots.txt", robots, name="robots"),
]
