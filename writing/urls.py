from django.urls import path

from . import views

app_name = "writing"
urlpatterns = [
    path("preview/", views.preview, name="preview"),
]
