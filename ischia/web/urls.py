"""Every address of the site, by name."""

from django.urls import include, path

from ischia.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("emergency/", views.emergency, name="emergency"),
    path("check/", include("ischia.care.urls")),
    path("plan/", include("ischia.care.plan_urls")),
    path("after-massage/", include("ischia.care.after_urls")),
    path("", include("ischia.care.knowledge_urls")),
    path("account/", include("ischia.accounts.urls")),
    path("look/", views.look, name="look"),
    path("style/", views.style, name="style"),
    path("health/", views.health, name="health"),
]

handler400 = "ischia.web.errors.not_understood"
handler403 = "ischia.web.errors.not_allowed"
handler404 = "ischia.web.errors.not_found"
handler429 = "ischia.web.errors.too_many"
handler500 = "ischia.web.errors.our_fault"
