from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("meetings.urls")),
    path("", include("onboarding.urls")),
    path("account/", include("allauth.account.urls")),
]
