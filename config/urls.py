from django.urls import include, path

urlpatterns = [
    path("", include("ui.urls")),
    path("", include("home.urls")),
    path("", include("writing.urls")),
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("meetings.urls")),
    path("", include("onboarding.urls")),
    path("account/", include("accounts.sign_in_urls")),
]

handler400 = "ui.views.bad_request"
handler403 = "ui.views.forbidden"
handler404 = "ui.views.not_found"
handler429 = "ui.views.too_many"
handler500 = "ui.views.broken"
