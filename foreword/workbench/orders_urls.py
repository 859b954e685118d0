"""The addresses of what the desk does together, from products to templates: a part of `urls`."""

from django.urls import path

from foreword.workbench.views import bulk, composing, making, orders, saved, suggesting, templates

ORDERS = [
    path("posts/<slug:pid>/", making.take_post, name="take_post"),
    path("make/<slug:kind>/<slug:pid>/", making.make_product, name="make-product"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("views/", saved.save, name="views"),
    path("views/<str:view>/delete/", saved.delete, name="view-delete"),
    path("templates/", templates.listed, name="templates"),
    path("templates/save/", templates.save, name="template-save"),
    path("templates/<str:template>/delete/", templates.delete, name="template-delete"),
    path("questions/<str:pid>/draft/", composing.keep, name="draft"),
    path("questions/<str:pid>/suggestion/", suggesting.suggest, name="suggest"),
    path("questions/<str:pid>/suggestion/insert/", suggesting.insert, name="insert"),
    path("questions/<str:pid>/tasks/", orders.add_task, name="tasks"),
    path("questions/<str:pid>/tasks/<str:task>/", orders.change_task, name="task"),
    path("questions/<str:pid>/tags/", orders.tag, name="tags"),
    path("questions/<str:pid>/merge/", orders.merge, name="merge"),
    path("questions/<str:pid>/ties/<int:tie>/", orders.untie, name="tie"),
    path("questions/<str:pid>/split/<str:message>/", orders.split, name="split"),
]
