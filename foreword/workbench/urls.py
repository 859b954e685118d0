"""The librarians' desk, under /<language>/desk/."""

from django.urls import include, path

from foreword.workbench.accounts_urls import ACCOUNTS
from foreword.workbench.care_urls import CARE
from foreword.workbench.mail_urls import MAIL
from foreword.workbench.orders_urls import ORDERS
from foreword.workbench.review_urls import REVIEWS
from foreword.workbench.views import (
    chat,
    composing,
    deeds,
    entering,
    finding,
    guides,
    hours,
    queue,
    reach,
    routing,
    rules,
    searches,
    work,
)

app_name = "workbench"
urlpatterns = [
    path("", include(ACCOUNTS)),
    path("", include(ORDERS)),
    path("", include(MAIL)),
    path("", include(REVIEWS)),
    path("", include(CARE)),
    path("", queue.desk, name="desk"),
    path("queue/", queue.queue_pane, name="queue"),
    path("presence/", queue.presence, name="presence"),
    path("find/", finding.find, name="find"),
    path("hours/", hours.hours, name="hours"),
    path("hours/week/", hours.set_week, name="hours_week"),
    path("hours/season/", hours.set_season, name="hours_season"),
    path("hours/season/<int:pk>/", hours.set_season, name="hours_season"),
    path("hours/season/<int:pk>/drop/", hours.drop_season, name="hours_drop_season"),
    path("hours/day/", hours.set_day, name="hours_day"),
    path("hours/day/<int:pk>/drop/", hours.drop_day, name="hours_drop_day"),
    path("enter/", entering.enter, name="enter"),
    path("enter/worker.js", entering.worker, name="enter_worker"),
    path("guides/", guides.guide_list, name="guides"),
    path("reach/", reach.reach_page, name="reach"),
    path("reach/reach.csv", reach.reach_csv, name="reach_csv"),
    path("chat/", chat.chat, name="chat"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:kind>/", rules.keep, name="rules_keep"),
    path("rules/<str:kind>/<int:pk>/", rules.keep, name="rules_keep"),
    path("rules/<str:kind>/<int:pk>/drop/", rules.drop, name="rules_drop"),
    path("questions/<str:pid>/", work.question, name="question"),
    path("questions/<str:pid>/evidence/", work.evidence_pane, name="evidence"),
    path("questions/<str:pid>/claim/", deeds.claim, name="claim"),
    path("questions/<str:pid>/release/", deeds.release, name="release"),
    path("questions/<str:pid>/route/", routing.reroute, name="reroute"),
    path("questions/<str:pid>/pass-on/", routing.pass_on, name="pass_on"),
    path("questions/<str:pid>/stage/", deeds.move, name="move"),
    path("questions/<str:pid>/analysis/", deeds.analyse, name="analyse"),
    path("questions/<str:pid>/searches/", searches.note, name="searches"),
    path("questions/<str:pid>/searches/own/", searches.keep, name="search_keep"),
    path("questions/<str:pid>/searches/<int:run>/again/", searches.again, name="search_again"),
    path("questions/<str:pid>/searches/<int:run>/method/", searches.method, name="search_method"),
    path("questions/<str:pid>/citations/", deeds.cite, name="cite"),
    path("questions/<str:pid>/messages/", composing.write, name="write"),
    path("questions/<str:pid>/archive/", deeds.archive, name="archive"),
]
