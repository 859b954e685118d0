"""What follows a question until its reader is satisfied: a part of `urls`."""

from django.urls import path

from foreword.workbench.views import care, surveys

CARE = [
    path("care/", care.care, name="care"),
    path("care/rules/", care.keep_rules, name="care_rules"),
    path("questions/<str:pid>/ask-no-more/", care.ask_no_more, name="ask_no_more"),
    path("surveys/", surveys.listed, name="surveys"),
    path("surveys/<str:pid>/", surveys.say, name="survey"),
]
