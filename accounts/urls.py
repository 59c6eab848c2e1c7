from django.urls import path

from . import first_admin, views

app_name = "accounts"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new_person"),
    path("first-admin/<str:token>/", first_admin.first_admin, name="first_admin"),
    path("people/<slug:handle>/", views.person, name="person"),
    path("people/<slug:handle>/edit/", views.edit_person, name="edit_person"),
    path("teams/new/", views.new_team, name="new_team"),
    path("teams/<slug:slug>/edit/", views.edit_team, name="edit_team"),
    path("settings/", views.settings, name="settings"),
    path("settings/visit/", views.mark_visit, name="mark_visit"),
]
