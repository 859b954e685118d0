"""The readers' pages. Their language stands before each of these in the address."""

from django.urls import include, path

from foreword.portal.views import (
    asking,
    demo,
    finding,
    guides,
    judging,
    listening,
    need,
    owning,
    pages,
    questions,
    reading,
    today,
    ui,
)
from foreword.portal.widget_urls import WIDGET

app_name = "portal"
urlpatterns = [
    path("", include(WIDGET)),
    path("", today.today, name="today"),
    path("today/<str:delivery>/outcome/", today.outcome, name="outcome"),
    path("search/", finding.search, name="search"),
    path("need/", need.need, name="need"),
    path("need/away/", need.away, name="need_away"),
    path("answered/", finding.answered, name="answered"),
    path("ask/", asking.ask, name="ask"),
    path("chat/", asking.chat, name="chat"),
    path("ask/offers/", finding.offer, name="offers"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<str:pid>/", questions.question, name="question"),
    path("questions/<str:pid>/thread/", questions.thread, name="thread"),
    path("questions/<str:pid>/files/<str:file>/", questions.attached, name="file"),
    path("questions/<str:pid>/messages/", questions.message, name="message"),
    path("questions/<str:pid>/contact/", questions.contact, name="contact"),
    path("questions/<str:pid>/evaluation/", questions.evaluation, name="evaluation"),
    path("questions/<str:pid>/words/", owning.reword, name="reword"),
    path("questions/<str:pid>/take-back/", owning.take_back, name="take_back"),
    path("questions/<str:pid>/come-back/", owning.come_back, name="come_back"),
    path("questions/<str:pid>/survey/", owning.survey, name="survey"),
    path("said/<str:pid>/survey/", judging.said_survey, name="said_survey"),
    path("said/<str:pid>/", judging.said, name="said"),
    path("answers/<str:pid>/", reading.entry, name="entry"),
    path("products/<str:pid>/", reading.product, name="product"),
    path("guides/", guides.guide_list, name="guides"),
    path("guides/<slug:pid>/", guides.guide_page, name="guide"),
    path("records/<str:pid>/", reading.record, name="record"),
    path("listen/", listening.listen, name="listen"),
    path("privacy/", pages.privacy, name="privacy"),
    path("demo/sign-in/", demo.sign_in_as, name="sign_in_as"),
    path("ui/", ui.ui, name="ui"),
]
