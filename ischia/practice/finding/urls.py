from django.urls import path

from ischia.practice.finding import views

app_name = "finding"
urlpatterns = [
    path("", views.find, name="find"),
    path("referral/", views.referral, name="referral"),
]
