from django.urls import path

from . import views

app_name = "writing"
urlpatterns = [
    path("preview/", views.preview, name="preview"),
    path("unsaved/", views.unsaved, name="unsaved"),
    path("unsaved/<uuid:editing>/throw-away/", views.throw_away, name="throw_away"),
]
