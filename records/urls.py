from django.urls import path

from . import views

app_name = "records"
urlpatterns = [
    path("records/<str:name>/", views.record, name="record"),
    path("risks/<int:number>/", views.risk, name="risk"),
]
