from django.urls import path

from writing.addresses import history_of, redaction_of

from . import views

app_name = "onboarding"
urlpatterns = [
    path("mission/", views.mission, name="mission"),
    path("mission/edit/", views.edit_mission, name="edit_mission"),
    *history_of("mission/", views.mission_text, "mission_"),
    path("terms/", views.terms, name="terms"),
    path("terms/new/", views.new_term, name="new_term"),
    path("terms/<path:word>/edit/", views.edit_term, name="edit_term"),
    redaction_of("terms/<path:word>/", views.term_held, "redact_term"),
    path("paths/", views.paths, name="paths"),
    path("paths/new/", views.new_path, name="new_path"),
    path("paths/<slug:slug>/edit/", views.edit_path, name="edit_path"),
    *history_of("paths/<slug:slug>/", views.path_text, "path_"),
    path("paths/<slug:slug>/", views.path, name="path"),
    path("paths/<slug:slug>/<int:position>/seen/", views.see, name="see"),
]
