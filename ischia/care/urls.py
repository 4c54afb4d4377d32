"""Every address of the check, by name."""

from django.urls import path

from ischia.care import result_urls
from ischia.care.views import screening

app_name = "screening"

urlpatterns = [
    path("", screening.start, name="start"),
    path("resume/<str:word>/", screening.resume, name="resume"),
    *result_urls.urlpatterns,
    path("<uuid:check_id>/answers/", screening.answers, name="answers"),
    path("<uuid:check_id>/later/", screening.later, name="later"),
    path("<uuid:check_id>/finish/", screening.finish, name="finish"),
    path("<uuid:check_id>/vouch/<slug:finding>/", screening.vouch, name="vouch"),
    path("<uuid:check_id>/<slug:topic_id>/", screening.page, name="page"),
]
