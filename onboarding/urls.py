from django.urls import path

from . import views

app_name = "onboarding"
urlpatterns = [
    path("mission/", views.mission, name="mission"),
    path("terms/", views.terms, name="terms"),
    path("paths/<slug:slug>/", views.path, name="path"),
]
