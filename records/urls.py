from django.urls import path

from writing.addresses import history_of, redaction_of

from . import views
from .moves import MOVES

app_name = "records"
urlpatterns = [
    path("records/", views.index, name="index"),
    path("records/new/", views.new, name="new"),
    path("records/<str:name>/", views.record, name="record"),
    path("records/<str:name>/edit/", views.edit, name="edit"),
    *history_of("records/<str:name>/", views.record_text),
    path("records/<str:name>/relate/", views.relate, name="relate"),
    path("records/<str:name>/unrelate/<str:kind>/<str:other>/", views.unrelate, name="unrelate"),
    path("records/<str:name>/state/", views.state, name="state"),
    path("records/<str:name>/take-back/", views.take_back, name="take_back"),
    *(path(f"records/<str:name>/{verb}/", views.move, {"verb": verb}, name=verb) for verb in MOVES),
    path("records/<str:name>/audience/", views.audience, name="audience"),
    path("logs/", views.logs, name="logs"),
    path("logs/new/", views.new_log, name="new_log"),
    path("logs/<str:key>/edit/", views.edit_log, name="edit_log"),
    path("logs/<str:key>/template/", views.edit_template, name="edit_template"),
    *history_of("logs/<str:key>/template/", views.log_template, "template_"),
    path("areas/new/", views.new_area, name="new_area"),
    path("areas/<slug:slug>/edit/", views.edit_area, name="edit_area"),
    path("risks/", views.risks, name="risks"),
    path("risks/new/", views.new_risk, name="new_risk"),
    path("risks/<int:number>/", views.risk, name="risk"),
    path("risks/<int:number>/edit/", views.edit_risk, name="edit_risk"),
    redaction_of("risks/<int:number>/", views.risk_held, "redact_risk"),
]
