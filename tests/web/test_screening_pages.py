"""The check over HTTP, as a browser without scripts sends it: page by page, back and forth, finished."""

import re

import pytest
from django.urls import reverse

from ischia.care.models import Check, Screening
from ischia.core.knowledge import load_knowledge

pytestmark = pytest.mark.django_db
TOPICS = load_knowledge().topics
NONE = {"none": "yes"}
PLAIN = {
    "cannot_wait": NONE,
    "squeezed_nerves": {**NONE, "sexual_change": "no"},
    "walking": {"walking_difficulty": "pain_only"},
    "legs_and_nerves": NONE,
    "infection": {**NONE, "infection_now": "none"},
    "pain_that_stays": NONE,
    "about_you": {"age": "44", "first_episode": "no"},
    "this_bout": {"onset_days": "60", "onset_kind": "gradual", "trend": "same"},
    "where": {"pain_regions": ["buttock:left", "back_thigh:left"]},
    "how_far": {"radiation_furthest": "thigh", "pain_now": "4"},
    "cancer_bones_falls": {"cancer_history": "none", "bone_health": "none", "trauma_recent": "none"},
    "spine_and_vessels": NONE,
    "clots": {**NONE, "clot_risk_now": "ready-0", "varicose": "none"},
    "pregnancy": {"pregnant": "ready-0", "weeks_since_birth": "ready-0"},
    "heart_and_blood": {**NONE, "bp_status": "normal", "heart_failure": "none"},
    "conditions": {**NONE, "epilepsy": "none", "inflammatory_arthritis": "none"},
    "skin_and_metal": {"skin_problem_kinds": "ready-0", "implant_metal_regions": "ready-0"},
    "cause_and_injury": {"known_causes": "unknown", "injury_recent": "no"},
    "massage_and_you": {"alcohol_or_sedative_now": "no", "bad_reaction": "none", "allergies": "ready-0"},
}


@pytest.fixture
def check(client):
    client.post(reverse("screening:start"))
    return Check.objects.get()


@pytest.fixture
def done(client, check):
    walk(client, check, PLAIN)
    check.refresh_from_db()
    return check


def url(check, topic, **query):
    return reverse("screening:page", args=[check.pk, topic]) + "".join(
        f"?{name}={value}" for name, value in query.items()
    )


def send(client, check, topic, sent, more=False):
    """Send a page as its form does: with the hidden fields that it came with."""
    page = client.get(url(check, topic) + ("?more=1" if more else "")).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    hidden.pop("none_said", None)
    hidden.pop("csrfmiddlewaretoken", None)
    return client.post(url(check, topic), {**hidden, **sent})


def walk(client, check, pages):
    for topic, sent in pages.items():
        assert send(client, check, topic, sent).status_code == 302, topic


class TestAWholeJourney:
    def test_every_page_leads_to_the_next_and_the_last_to_the_answers(self, client, check):
        place = url(check, "cannot_wait")
        for topic, sent in PLAIN.items():
            assert place == url(check, topic)
            place = send(client, check, topic, sent).url
        assert place == reverse("screening:answers", args=[check.pk])

    def test_it_ends_with_a_decision(self, client, done):
        answer = client.post(reverse("screening:finish", args=[done.pk]))
        kept = Screening.objects.get()
        assert answer.url == reverse("screening:result", args=[kept.pk])
        assert kept.result["complete"] is True
        assert kept.disposition == "suitable"

    def test_places_are_kept_with_and_without_their_side(self, done):
        assert done.answers["pain_regions"] == ["buttock", "back_thigh"]
        assert done.sides["pain_regions"] == ["buttock:left", "back_thigh:left"]
        assert done.answers["pain_side"] == "left"
        assert done.answers["weeks_since_birth"] is None
        assert done.answers["pregnant"] is False
        assert done.answers["known_causes"] == ["unknown"]

    def test_answers_are_shown_in_words_with_a_way_to_change_each(self, client, done):
        page = client.get(reverse("screening:answers", args=[done.pk])).content.decode()
        assert "Buttock (left), Back of the thigh (left)" in page
        assert "4 of 10" in page
        assert page.count(">Change<") == len(done.answers)
        assert "Still open" not in page

    def test_a_change_comes_back_to_the_answers(self, client, done):
        page = client.get(url(done, "walking", to="answers")).content.decode()
        assert 'name="to" value="answers"' in page
        answer = client.post(url(done, "walking"), {"walking_difficulty": "limp", "to": "answers"})
        assert answer.url == reverse("screening:answers", args=[done.pk])

    def test_finishing_is_refused_while_something_is_open(self, client, check):
        answer = client.post(reverse("screening:finish", args=[check.pk]))
        assert answer.status_code == 422
        assert "Still open" in answer.content.decode()
        assert not Screening.objects.exists()


class TestTicking:
    def test_continue_says_no_to_the_rest(self, client, check):
        send(client, check, "legs_and_nerves", {"tingling": "yes"})
        check.refresh_from_db()
        assert check.answers == {
            "numbness": False,
            "tingling": True,
            "leg_weakness": False,
            "foot_drop": False,
            "progressive_deficit": False,
        }

    def test_nothing_ticked_is_never_a_silent_no(self, client, check):
        answer = send(client, check, "legs_and_nerves", {})
        assert answer.status_code == 422
        assert "Tick what fits, or press “None of these”" in answer.content.decode()
        check.refresh_from_db()
        assert check.answers == {}

    @pytest.mark.parametrize(
        "also", [{"chest_pain_breathless": ["not_sure", "yes"]}, {"chest_pain_breathless": "yes", **NONE}]
    )
    def test_a_tick_that_means_an_emergency_is_never_held_up(self, client, check, also):
        assert "/result/" in send(client, check, "cannot_wait", also).url
        assert Screening.objects.get().disposition == "emergency_now"

    @pytest.mark.parametrize("also", [{"saddle_numbness": ["yes", "not_sure"]}, {"saddle_numbness": "yes", **NONE}])
    def test_numb_where_one_sits_is_never_held_up(self, client, check, also):
        assert "/result/" in send(client, check, "squeezed_nerves", also).url

    def test_a_tick_wins_over_not_sure(self, client, check):
        sent = {"tingling": ["yes", "not_sure"], "foot_drop": "not_sure"}
        assert send(client, check, "legs_and_nerves", sent).status_code == 302
        check.refresh_from_db()
        assert (check.answers["tingling"], check.answers["numbness"]) == (True, False)

    @pytest.mark.parametrize(("ticked", "kept"), [("yes", True), ("not_sure", None)])
    def test_a_tick_wins_over_none_of_these(self, client, check, ticked, kept):
        assert send(client, check, "legs_and_nerves", {"tingling": ticked, **NONE}).status_code == 302
        check.refresh_from_db()
        assert (check.answers["tingling"], check.answers["numbness"]) == (kept, False)

    def test_none_is_not_said_to_have_been_said_over_a_tick(self, client, check):
        sent = {"bilateral_leg_symptoms": "yes", "sexual_change": "perhaps", **NONE}
        page = send(client, check, "squeezed_nerves", sent).content.decode()
        assert "field-error" in page
        assert "You said: none of these." not in page

    def test_none_leads_on_to_the_single_questions_of_the_page(self, client, check):
        answer = send(client, check, "squeezed_nerves", NONE)
        assert answer.url == url(check, "squeezed_nerves", more=1)
        page = client.get(answer.url).content.decode()
        assert "One more about this" in page
        assert "saddle_numbness" not in page

    def test_what_was_said_stays_said_when_the_page_comes_back(self, client, check):
        send(client, check, "legs_and_nerves", NONE)
        assert "You said: none of these." in client.get(url(check, "legs_and_nerves")).content.decode()


class TestFollowUps:
    def test_a_follow_up_is_asked_before_the_emergency_it_could_take_back(self, client, check):
        answer = send(client, check, "squeezed_nerves", {"bilateral_leg_symptoms": "yes", "sexual_change": "no"})
        assert answer.url == url(check, "squeezed_nerves", more=1)
        assert not Screening.objects.exists()
        answer = send(client, check, "squeezed_nerves", {"bilateral_change": "stable"}, more=True)
        assert answer.url == url(check, "walking")

    def test_the_follow_up_on_both_legs_says_what_leaving_it_open_means(self, client, check):
        answer = send(client, check, "squeezed_nerves", {"bilateral_leg_symptoms": "yes", "sexual_change": "no"})
        assert "If you leave this open, we take it as new." in client.get(answer.url).content.decode()

    def test_left_blank_the_emergency_is_shown(self, client, check):
        send(client, check, "squeezed_nerves", {"bilateral_leg_symptoms": "yes", "sexual_change": "no"})
        answer = send(client, check, "squeezed_nerves", {}, more=True)
        assert answer.url == reverse("screening:result", args=[Screening.objects.get().pk])

    def test_a_big_fall_nobody_looked_at_is_an_emergency_once_that_is_known(self, client, check):
        sent = {"cancer_history": "none", "bone_health": "none", "trauma_recent": "major"}
        assert send(client, check, "cancer_bones_falls", sent).url.endswith("more=1")
        answer = send(client, check, "cancer_bones_falls", {"trauma_checked": "no"}, more=True)
        assert "/result/" in answer.url

    def test_another_emergency_on_the_page_does_not_wait_for_the_follow_up(self, client, check):
        sent = {"bilateral_leg_symptoms": "yes", "saddle_numbness": "yes", "sexual_change": "no"}
        assert "/result/" in send(client, check, "squeezed_nerves", sent).url

    def test_an_emergency_is_shown_although_something_else_has_to_be_put_right(self, client, check):
        assert "/result/" in send(client, check, "squeezed_nerves", {"saddle_numbness": "yes"}).url

    def test_the_scan_is_never_asked_about_before_the_advice(self, client, check):
        send(client, check, "squeezed_nerves", {**NONE, "sexual_change": "not_sure"})
        for query in ("", "?more=1"):
            assert (
                "ces_assessed_stable"
                not in client.get(url(check, "squeezed_nerves") + query, follow=True).content.decode()
            )
        sent = {"asked": "ces_assessed_stable sexual_change", "ces_assessed_stable": "yes", "sexual_change": "not_sure"}
        client.post(url(check, "squeezed_nerves"), {**NONE, **sent})
        check.refresh_from_db()
        assert "ces_assessed_stable" not in check.answers

    def test_a_doctor_today_does_not_stop_the_questions_but_is_said(self, client, check):
        answer = send(client, check, "legs_and_nerves", {"progressive_deficit": "yes"})
        assert answer.url == url(check, "infection")
        assert "speak to a doctor today" in client.get(answer.url).content.decode()
        finished = client.post(reverse("screening:finish", args=[check.pk]))
        assert "/result/" in finished.url


class TestNotSure:
    def test_the_gravest_questions_are_asked_once_more(self, client, check):
        answer = send(client, check, "cannot_wait", {"chest_pain_breathless": "not_sure"})
        page = client.get(answer.url).content.decode()
        assert "Look once more" in page
        assert "Are you coughing blood?" in page
        check.refresh_from_db()
        assert "chest_pain_breathless" not in check.answers
        assert check.asked_twice == ["chest_pain_breathless"]
        assert "/result/" in send(client, check, "cannot_wait", {"chest_pain_breathless": "not_sure"}, more=True).url

    def test_a_page_sent_twice_is_not_a_second_not_sure(self, client, check):
        for _ in range(2):
            answer = send(client, check, "cannot_wait", {"chest_pain_breathless": "not_sure"})
            assert answer.url == url(check, "cannot_wait", more=1)

    def test_looking_again_and_no_goes_on(self, client, check):
        send(client, check, "cannot_wait", {"chest_pain_breathless": "not_sure"})
        answer = send(client, check, "cannot_wait", {"chest_pain_breathless": "no"}, more=True)
        assert answer.url == url(check, "squeezed_nerves")
        check.refresh_from_db()
        assert check.answers["chest_pain_breathless"] is False
        assert check.asked_twice == []

    def test_not_sure_where_it_is_numb_stands_for_the_whole_leg(self, client, check):
        send(client, check, "legs_and_nerves", {"numbness": "yes"})
        send(client, check, "legs_and_nerves", {"numb_regions": "not_sure"}, more=True)
        check.refresh_from_db()
        assert {"buttock", "calf", "foot_sole"} <= set(check.answers["numb_regions"])

    def test_not_sure_where_an_operation_was_is_kept_and_the_check_can_end(self, client, done):
        send(
            client, done, "conditions", {"surgery_recent": "yes", "epilepsy": "none", "inflammatory_arthritis": "none"}
        )
        send(client, done, "conditions", {"surgery_weeks": "8", "surgery_regions": "not_sure"}, more=True)
        assert "/result/" in client.post(reverse("screening:finish", args=[done.pk])).url
        assert Screening.objects.get().result["complete"] is False


class TestHiddenAnswers:
    def test_an_answer_nobody_asks_any_more_goes_and_the_page_says_so(self, client, done):
        send(client, done, "legs_and_nerves", {"numbness": "yes"})
        send(client, done, "legs_and_nerves", {"numb_regions": "calf:left"}, more=True)
        send(client, done, "legs_and_nerves", {**NONE, "numb_regions": "calf:left"})
        done.refresh_from_db()
        assert "numb_regions" not in done.answers
        assert "numb_regions" not in done.sides
        page = client.get(reverse("screening:answers", args=[done.pk])).content.decode()
        assert "We removed these" in page
        assert "Where is it numb?" in page

    def test_pregnancy_goes_with_an_age_that_makes_it_needless(self, client, done):
        send(client, done, "about_you", {"age": "70", "first_episode": "no"})
        done.refresh_from_db()
        assert not {"pregnant", "weeks_since_birth"} & set(done.answers)
        assert client.get(url(done, "pregnancy")).status_code == 302

    def test_what_a_doctor_checked_falls_when_it_changes_and_is_not_asked_again_before_the_result(self, client, check):
        send(client, check, "legs_and_nerves", {"leg_weakness": "yes"})
        send(client, check, "legs_and_nerves", {"foot_drop_old_stable": "yes"}, more=True)
        answer = send(
            client, check, "legs_and_nerves", {"leg_weakness": "yes", "foot_drop": "yes", "foot_drop_old_stable": "yes"}
        )
        check.refresh_from_db()
        assert "foot_drop_old_stable" not in check.answers
        assert answer.url == url(check, "infection")
        assert "foot_drop_old_stable" not in client.get(url(check, "legs_and_nerves")).content.decode()

    def test_it_stays_when_the_change_is_to_no(self, client, check):
        send(client, check, "legs_and_nerves", {"leg_weakness": "yes", "foot_drop": "yes"})
        send(client, check, "legs_and_nerves", {"foot_drop_old_stable": "yes"}, more=True)
        send(client, check, "legs_and_nerves", {"leg_weakness": "yes", "foot_drop_old_stable": "yes"})
        check.refresh_from_db()
        assert check.answers["foot_drop_old_stable"] is True

    def test_after_the_result_it_can_be_said_that_a_doctor_has_looked(self, client, check):
        send(client, check, "squeezed_nerves", {"saddle_numbness": "yes"})
        answer = client.post(reverse("screening:vouch", args=[check.pk, "ces_assessed_stable"]), {"answer": "yes"})
        newest = Screening.objects.first()
        assert answer.url == reverse("screening:result", args=[newest.pk])
        assert Screening.objects.count() == 2
        assert newest.disposition == "doctor_before_massage"

    def test_nothing_else_can_be_vouched_for(self, client, check):
        for finding in ("saddle_numbness", "ces_assessed_stable", "nothing"):
            assert (
                client.post(reverse("screening:vouch", args=[check.pk, finding]), {"answer": "yes"}).status_code == 404
            )


class TestNumbersAndGuesses:
    @pytest.mark.parametrize("wrong", ["abc", "-3", "4.5", "121", "999999999999", "²", "3 weeks", "4 5"])
    def test_what_is_no_number_stays_in_the_box(self, client, check, wrong):
        answer = send(client, check, "about_you", {"age": wrong, "first_episode": "no"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"You wrote {wrong}." in page
        assert f'value="{wrong}"' in page

    @pytest.mark.parametrize("written", ["58", "58 years", "58years", "58 Year", "58 years.", "٥٨", "５８"])
    def test_a_number_may_carry_its_own_unit_and_be_in_other_digits(self, client, check, written):
        assert send(client, check, "about_you", {"age": written, "first_episode": "no"}).status_code == 302
        check.refresh_from_db()
        assert check.answers["age"] == 58

    def test_a_number_of_another_unit_is_never_read_as_days(self, client, check):
        answer = send(client, check, "this_bout", {**PLAIN["this_bout"], "onset_days": "3 weeks"})
        assert answer.status_code == 422
        assert send(client, check, "this_bout", {**PLAIN["this_bout"], "onset_days": "1 day"}).status_code == 302

    def test_a_guess_is_kept_as_its_riskier_end(self, client, check):
        send(client, check, "about_you", {"age": "band-5", "first_episode": "no"})
        send(client, check, "this_bout", {"onset_days": "band-2", "onset_kind": "sudden", "trend": "better"})
        check.refresh_from_db()
        assert (check.answers["age"], check.answers["onset_days"]) == (50, 14)

    def test_a_number_and_another_guess_contradict(self, client, check):
        assert send(client, check, "about_you", {"age": ["44", "band-7"], "first_episode": "no"}).status_code == 422
        assert send(client, check, "about_you", {"age": ["44", "band-3"], "first_episode": "no"}).status_code == 302

    def test_a_number_that_may_stay_empty_is_not_kept(self, client, done):
        assert "painkiller_hours" not in done.answers
        send(client, done, "massage_and_you", {**PLAIN["massage_and_you"], "painkiller_hours": "3"})
        send(client, done, "massage_and_you", PLAIN["massage_and_you"])
        done.refresh_from_db()
        assert "painkiller_hours" not in done.answers


class TestForgery:
    def test_names_that_are_no_question_of_the_page_are_passed_over(self, client, check):
        send(
            client,
            check,
            "walking",
            {"walking_difficulty": "limp", "cleared_rules": "rf_cauda_equina", "x": "y", "age": "3"},
        )
        check.refresh_from_db()
        assert check.answers == {"walking_difficulty": "limp"}

    @pytest.mark.parametrize("asked", ["cleared_rules", "age", "", "walking_difficulty age", "?"])
    def test_naming_other_questions_as_asked_changes_nothing(self, client, check, asked):
        client.post(
            url(check, "walking"), {"asked": asked, "walking_difficulty": "limp", "age": "3", "cleared_rules": "x"}
        )
        check.refresh_from_db()
        assert check.answers == {"walking_difficulty": "limp"}

    @pytest.mark.parametrize(
        ("topic", "sent"),
        [
            ("walking", {"walking_difficulty": "flying"}),
            ("walking", {"walking_difficulty": ["limp", "none"]}),
            ("walking", {"walking_difficulty": "ready-0"}),
            ("where", {"pain_regions": "buttock:up"}),
            ("where", {"pain_regions": ["ready-0", "buttock:left"]}),
            ("where", {"pain_regions": "not_sure"}),
            ("this_bout", {**PLAIN["this_bout"], "onset_kind": "not_sure"}),
            ("this_bout", {**PLAIN["this_bout"], "onset_days": "band-9"}),
            ("legs_and_nerves", {"numbness": "maybe"}),
            ("massage_and_you", {**PLAIN["massage_and_you"], "allergies": ["nuts", "ready-0"]}),
            ("wishes", {"goals": ["relax", "relax"]}),
            ("wishes", {"goals": ["relax", "circulation", "move_better", "after_sport"]}),
        ],
    )
    def test_values_nobody_offered_are_refused_beside_the_field(self, client, check, topic, sent):
        answer = send(client, check, topic, sent)
        assert answer.status_code == 422
        assert "field-error" in answer.content.decode()
        check.refresh_from_db()
        assert check.answers == {}

    def test_unknown_pages_and_checks_are_not_there(self, client, check):
        assert client.get(url(check, "nothing")).status_code == 404
        assert client.get(reverse("screening:resume", args=["guess"])).status_code == 404


class TestWhoseCheck:
    def test_others_do_not_find_it(self, client, check, django_user_model):
        client.cookies.clear()
        for name, args in (("page", [check.pk, "walking"]), ("answers", [check.pk]), ("later", [check.pk])):
            assert client.get(reverse(f"screening:{name}", args=args)).status_code == 404
        assert client.post(reverse("screening:finish", args=[check.pk])).status_code == 404

    def test_its_secret_address_opens_it_anywhere_where_it_was_left(self, client, check):
        send(client, check, "cannot_wait", NONE)
        client.cookies.clear()
        answer = client.get(reverse("screening:resume", args=[check.resume]))
        assert answer.url == url(check, "squeezed_nerves")
        assert send(client, check, "squeezed_nerves", PLAIN["squeezed_nerves"]).status_code == 302
        page = client.get(reverse("screening:later", args=[check.pk])).content.decode()
        assert check.resume in page

    def test_the_start_page_offers_to_carry_on(self, client, check):
        assert "Carry on where you stopped" not in client.get(reverse("screening:start")).content.decode()
        send(client, check, "cannot_wait", NONE)
        page = client.get(reverse("screening:start")).content.decode()
        assert "Carry on where you stopped" in page
        assert page.count('data-kind="primary"') == 1


class TestAFinishedCheck:
    @pytest.fixture
    def finished(self, client, done):
        client.post(reverse("screening:finish", args=[done.pk]))
        return done

    def test_what_was_decided_stays_and_new_answers_go_into_a_fresh_check(self, client, finished):
        kept = Screening.objects.get()
        answer = send(client, finished, "walking", {"walking_difficulty": "cannot_walk"})
        assert "/result/" in answer.url
        finished.refresh_from_db()
        assert finished.answers["walking_difficulty"] == "pain_only"
        assert Check.objects.count() == 2
        assert Screening.objects.get(pk=kept.pk).answers == kept.answers

    def test_the_same_answers_again_change_nothing(self, client, finished):
        for _ in range(2):
            assert send(client, finished, "walking", PLAIN["walking"]).status_code == 302
            client.post(reverse("screening:finish", args=[finished.pk]))
        assert (Check.objects.count(), Screening.objects.count()) == (1, 1)

    def test_wishes_come_after_the_result_and_lead_back_to_it(self, client, finished):
        answer = send(client, finished, "wishes", {"goals": ["sleep_better", "relax"], "minutes_wanted": "30"})
        assert answer.url == url(finished, "at_home")
        answer = send(client, finished, "at_home", {"partner_at_home": "yes"})
        answer = send(client, finished, "baseline", {})
        newest = Screening.objects.first()
        assert answer.url == reverse("screening:result", args=[newest.pk])
        assert newest.answers["goals"] == ["sleep_better", "relax"]
        assert Screening.objects.count() == 2

    def test_one_page_of_wishes_can_lead_straight_back(self, client, finished):
        answer = client.post(url(finished, "wishes"), {"then": "plan", "pressure_wanted": "2"})
        assert answer.url == reverse("plan:of", args=[Screening.objects.first().pk])


def test_two_pages_open_at_once_lose_nothing_of_each_other(client, check):
    walking = {"walking_difficulty": "limp"}
    send(client, check, "walking", walking)
    send(client, check, "pain_that_stays", NONE)
    stale = {"asked": "walking_difficulty", "walking_difficulty": "none"}
    client.post(url(check, "walking"), stale)
    check.refresh_from_db()
    assert check.answers["walking_difficulty"] == "none"
    assert check.answers["night_pain"] is False


def test_back_keeps_what_was_ticked_and_asks_for_nothing(client, check):
    send(client, check, "walking", {"walking_difficulty": "limp"})
    answer = send(client, check, "legs_and_nerves", {"tingling": "yes", "go": "back"})
    assert answer.url == url(check, "walking")
    check.refresh_from_db()
    assert check.answers["tingling"] is True
    assert "numbness" not in check.answers
    assert "legs_and_nerves" not in check.seen


@pytest.mark.parametrize("way", ["back", "later"])
def test_leaving_is_not_held_up_by_what_would_have_to_be_put_right(client, check, way):
    send(client, check, "walking", {"walking_difficulty": "limp"})
    answer = send(client, check, "about_you", {"age": "abc", "first_episode": "yes", "go": way})
    assert answer.status_code == 302
    check.refresh_from_db()
    assert check.answers["first_episode"] is True
    assert "age" not in check.answers


def test_finishing_later_keeps_what_was_ticked_asks_for_nothing_and_comes_back_here(client, check):
    send(client, check, "cannot_wait", NONE)
    send(client, check, "squeezed_nerves", PLAIN["squeezed_nerves"])
    send(client, check, "walking", {"walking_difficulty": "limp"})
    page = client.get(url(check, "legs_and_nerves")).content.decode()
    assert re.search(r'<button[^>]* name="go" value="later">Save and finish later</button>', page)
    answer = send(client, check, "legs_and_nerves", {"tingling": "yes", "go": "later"})
    assert answer.url == reverse("screening:later", args=[check.pk])
    assert "Your answers are saved" in client.get(answer.url).content.decode()
    check.refresh_from_db()
    assert check.answers["tingling"] is True
    assert "numbness" not in check.answers
    assert client.get(reverse("screening:resume", args=[check.resume])).url == url(check, "legs_and_nerves")


def test_finishing_later_does_not_hide_an_emergency(client, check):
    assert "/result/" in send(client, check, "cannot_wait", {"chest_pain_breathless": "yes", "go": "later"}).url


def test_progress_shrinks_when_answers_make_a_page_needless(client, check):
    assert "Page 1 of about 19" in client.get(url(check, "cannot_wait")).content.decode()
    send(client, check, "about_you", {"age": "70", "first_episode": "no"})
    assert "Page 1 of about 18" in client.get(url(check, "cannot_wait")).content.decode()
