from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("meetings/<int:number>/", views.meeting, name="meeting"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("meetings/<int:number>/actions/<int:action>/", views.action, name="action"),
]
