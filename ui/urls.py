from django.urls import path

from . import diagrams, views

app_name = "ui"
urlpatterns = [
    path("diagram/", diagrams.diagram, name="diagram"),
    path("theme/", views.theme, name="theme"),
]
