from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("people/<slug:handle>/", views.person, name="person"),
]
