"""Reviews of answers, and how far student librarians are trusted: a part of `urls`."""

from django.urls import path

from foreword.workbench.views import reviews, trust

REVIEWS = [
    path("reviews/", reviews.listed, name="reviews"),
    path("reviews/away/", reviews.away, name="away"),
    path("reviews/<str:pid>/", reviews.review, name="review"),
    path("reviews/<str:pid>/take/", reviews.take_up, name="review_take"),
    path("reviews/<str:pid>/leave/", reviews.put_down, name="review_leave"),
    path("reviews/<str:pid>/withdraw/", reviews.withdraw, name="review_withdraw"),
    path("reviews/<str:pid>/decide/", reviews.decide, name="review_decide"),
    path("quality/", trust.quality, name="quality"),
    path("quality/rules/", trust.keep_rules, name="quality_rules"),
    path("quality/<str:pid>/level/", trust.set_level, name="quality_level"),
    path("quality/<str:pid>/mentor/", trust.set_mentor, name="quality_mentor"),
]
