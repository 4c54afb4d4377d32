"""The words a listing is described with: settings, access, experience, gender."""

SETTINGS = (
    "massage_clinic",
    "chiropractic_office",
    "sports_medicine_clinic",
    "physical_therapy_clinic",
    "own_office",
    "home_visits",
)
STEP_FREE = ("yes", "partly", "no")
EXPERIENCE = ("some", "often")  # with sciatica
GENDERS = ("woman", "man", "other")
