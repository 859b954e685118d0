from django.urls import path
from django.views.generic import RedirectView

from foreword.knowledge.views import review

app_name = "knowledge"
urlpatterns = [
    path("", review.review, name="review"),
    path("<slug:pid>/", review.draft, name="draft"),
    path("<slug:pid>/discard/", review.discard, name="discard"),
    path("<slug:pid>/merge/", review.merge, name="merge"),
    path("<slug:pid>/withdraw/", review.withdraw, name="withdraw"),
    path("<slug:pid>/lineage/", RedirectView.as_view(pattern_name="insight:lineage"), name="lineage"),
]
