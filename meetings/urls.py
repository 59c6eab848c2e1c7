from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from writing.addresses import history_of

from . import views

app_name = "meetings"
show, act, form = require_safe, require_POST, require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("meetings/", show(views.index), name="index"),
    path("meetings/new/", form(views.new), name="new"),
    path("meetings/held/", form(views.held), name="held"),
    path("meetings/<int:number>/", show(views.meeting), name="meeting"),
    path("meetings/<int:number>/edit/", form(views.edit), name="edit"),
    path("meetings/<int:number>/notes/", form(views.notes), name="notes"),
    path("meetings/<int:number>/file/", form(views.file), name="file"),
    path("meetings/<int:number>/call-off/", form(views.call_off), name="call_off"),
    path("meetings/<int:number>/plan-again/", act(views.plan_again), name="plan_again"),
    *history_of("meetings/<int:number>/", views.notes_text),
    path("meetings/<int:number>/outcomes/<int:position>/replace/", form(views.replace), name="replace"),
    path("meetings/<int:number>/actions/new/", form(views.add_action), name="add_action"),
    path("meetings/<int:number>/actions/<int:action>/", show(views.action), name="action"),
    path("meetings/<int:number>/actions/<int:action>/edit/", form(views.edit_action), name="edit_action"),
    path("meetings/<int:number>/actions/<int:action>/done/", act(views.finish), name="finish"),
    path("meetings/<int:number>/actions/<int:action>/reopen/", act(views.reopen), name="reopen"),
    path("meetings/<int:number>/actions/<int:action>/drop/", form(views.drop), name="drop"),
    path("actions/", show(views.actions), name="actions"),
    path("series/", show(views.series_index), name="series_index"),
    path("series/new/", form(views.new_series), name="new_series"),
    path("series/<slug:slug>/", show(views.series), name="series"),
    path("series/<slug:slug>/edit/", form(views.edit_series), name="edit_series"),
    path("series/<slug:slug>/template/", form(views.edit_template), name="edit_template"),
    *history_of("series/<slug:slug>/template/", views.series_template, "template_"),
]
