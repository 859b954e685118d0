"""The window for other sites: a part of `urls`."""

from django.urls import path

from foreword.portal.views import widget

WIDGET = [
    path("widget.js", widget.script, name="widget_script"),
    path("widget/", widget.frame, name="widget"),
    path("widget/need/", widget.need, name="widget_need"),
    path("widget/need/answer/", widget.need_answer, name="widget_need_answer"),
    path("widget/offers/", widget.offer, name="widget_offers"),
    path("widget/answered/", widget.answered, name="widget_answered"),
    path("widget/ask/", widget.ask, name="widget_ask"),
    path("widget/thread/", widget.thread, name="widget_thread"),
    path("widget/message/", widget.message, name="widget_message"),
    path("widget/contact/", widget.contact, name="widget_contact"),
    path("widget/verdict/", widget.verdict, name="widget_verdict"),
]
