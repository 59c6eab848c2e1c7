from django.urls import path, re_path

from . import views

app_name = "writing"
urlpatterns = [
    path("preview/", views.preview, name="preview"),
    path("uploads/", views.uploads, name="uploads"),
    re_path(r"^uploads/(?P<key>[0-9a-f]{16}-\d{1,5}x\d{1,5})\.(?P<extension>png|jpg|webp)$", views.picture, name="picture"),
    path("unsaved/", views.unsaved, name="unsaved"),
    path("unsaved/<uuid:editing>/", views.typed, name="typed"),
    path("unsaved/<uuid:editing>/throw-away/", views.throw_away, name="throw_away"),
]
