"""The addresses of what the desk does together: sub-tasks, tags, ties. Part of the workbench's own (`urls`)."""

from django.urls import path

from foreword.workbench.views import orders

ORDERS = [
    path("questions/<str:pid>/tasks/", orders.add_task, name="tasks"),
    path("questions/<str:pid>/tasks/<str:task>/", orders.change_task, name="task"),
    path("questions/<str:pid>/tags/", orders.tag, name="tags"),
    path("questions/<str:pid>/merge/", orders.merge, name="merge"),
    path("questions/<str:pid>/ties/<int:tie>/", orders.untie, name="tie"),
    path("questions/<str:pid>/split/<str:message>/", orders.split, name="split"),
]
