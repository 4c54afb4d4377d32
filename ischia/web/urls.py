"""Every address of the site, by name."""

from django.urls import include, path

from ischia.web import offline, views

urlpatterns = [
    path("", views.home, name="home"),
    path("emergency/", views.emergency, name="emergency"),
    path("check/", include("ischia.care.urls")),
    path("plan/", include("ischia.care.plan_urls")),
    path("session/", include("ischia.care.session_urls")),
    path("diary/", include("ischia.care.diary_urls")),
    path("progress/", include("ischia.care.progress_urls")),
    path("reminders/", include("ischia.care.reminder_urls")),
    path("measures/", include("ischia.care.measure_urls")),
    path("after-massage/", include("ischia.care.after_urls")),
    path("", include("ischia.care.knowledge_urls")),
    path("did/", include("ischia.care.did_urls")),
    path("find/", include("ischia.practice.finding.urls")),
    path("api/", include("ischia.care.record_urls")),
    path("api/", include("ischia.practice.booking.api_urls")),
    path("", include("ischia.practice.booking.urls")),
    path("practice/calendar/", include("ischia.practice.calendar.urls")),
    path("account/", include("ischia.accounts.urls")),
    path("", include("ischia.practice.listing.urls")),
    path("offline/", offline.without_network, name="offline"),
    path("sw.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("look/", views.look, name="look"),
    path("style/", views.style, name="style"),
    path("health/", views.health, name="health"),
]

handler400 = "ischia.web.errors.not_understood"
handler403 = "ischia.web.errors.not_allowed"
handler404 = "ischia.web.errors.not_found"
handler429 = "ischia.web.errors.too_many"
handler500 = "ischia.web.errors.our_fault"
