"""The same rules as one plain Python function, strictest first: the speed a rule engine is measured against.

`f` holds what each answer counts as, as in `tests/oracle_rules.py`; bench/decisions.py checks that it answers the same.
"""


def verdict_by_hand(f):
    """The disposition, from 4 (emergency) to 0 (suitable)."""
    acute, chronic = not f.onset_days >= 42, f.onset_days > 84
    any_ces = f.saddle_numbness or f.bladder_change or f.bowel_change or f.sexual_change == "yes"
    bone_weak = f.bone_health in {"osteoporosis", "fragility_fracture"} or f.steroid_long
    clot_risk = (
        f.pregnant
        or f.weeks_since_birth < 12
        or f.cancer_history == "current"
        or f.surgery_recent
        or f.recent_spinal_procedure
        or f.onset_kind == "after_surgery"
        or f.clot_history
        or f.clot_risk_now
    )
    if any_ces and (not f.ces_assessed_stable):
        return 4  # rf_cauda_equina
    if f.bilateral_leg_symptoms and f.bilateral_change != "stable":
        return 4  # rf_bilateral_new
    if f.weakness_both_legs:
        return 4  # rf_weakness_both_legs
    if f.walking_difficulty == "cannot_walk":
        return 4  # rf_cannot_walk
    if f.upper_motor_signs:
        return 4  # rf_cord_signs
    if (f.anticoagulant or f.bleeding_disorder or f.recent_spinal_procedure or f.iv_drug_use) and (
        f.progressive_deficit
        or (acute and (f.leg_weakness or f.foot_drop or f.leg_weakness_grade <= 4) and (not f.foot_drop_old_stable))
    ):
        return 4  # rf_nerve_bleed_abscess
    if f.fever_chills and (
        f.iv_drug_use
        or f.immunosuppressed
        or f.cancer_history == "current"
        or f.recent_spinal_procedure
        or f.recent_serious_infection
        or f.diabetes
        or f.midline_bone_pain
        or f.leg_weakness
        or f.progressive_deficit
        or f.faint_cold_sweat
        or (f.weeks_since_birth < 6)
    ):
        return 4  # rf_spinal_infection
    if f.trauma_recent == "major" and (not f.trauma_checked):
        return 4  # rf_fracture_major
    if (
        (f.cancer_history == "current" or f.bone_metastases)
        and (
            f.leg_weakness
            or f.foot_drop
            or f.progressive_deficit
            or f.weakness_both_legs
            or f.bilateral_leg_symptoms
            or any_ces
            or (f.walking_difficulty in {"limp", "unsteady", "cannot_walk"})
            or (
                (f.numbness or f.tingling or f.radiation_furthest in {"calf", "foot"})
                and (not chronic or f.trend == "worse")
            )
        )
    ) or (
        f.cancer_history == "past"
        and (
            f.progressive_deficit
            or f.weakness_both_legs
            or f.walking_difficulty in {"unsteady", "cannot_walk"}
            or (f.bilateral_leg_symptoms and f.bilateral_change != "stable")
            or (any_ces and (not f.ces_assessed_stable))
            or ((f.leg_weakness or f.foot_drop) and (not f.foot_drop_old_stable))
        )
    ):
        return 4  # rf_malignancy_cord
    if (
        f.sudden_tearing_pain
        or (
            f.faint_cold_sweat
            and (
                f.aaa_known or f.pulsing_abdomen or f.connective_tissue_disorder or (f.age >= 50 and f.onset_days < 14)
            )
        )
        or (f.aaa_known and f.onset_days < 14 and (f.onset_kind == "sudden" or f.pain_now >= 8 or f.no_position_eases))
    ):
        return 4  # rf_aneurysm
    if f.leg_cold_pale:
        return 4  # rf_limb_ischaemia
    if f.chest_pain_breathless:
        return 4  # rf_chest
    if f.bp_symptoms:
        return 4  # rf_bp_crisis
    if (f.anticoagulant or f.bleeding_disorder) and (
        f.faint_cold_sweat or ("bruise" in f.skin_problem_kinds and (f.unwell or f.progressive_deficit))
    ):
        return 4  # rf_bleed_on_thinner
    if f.pregnancy_warning:
        return 4  # rf_pregnancy_warning
    if f.after_skin_reaction == "widespread":
        return 4  # rf_after_allergy
    if f.after_dark_urine:
        return 4  # rf_after_dark_urine
    if f.sexual_change == "not_sure" and (not f.ces_assessed_stable):
        return 3  # rf_sexual_unsure
    if f.progressive_deficit or ((f.foot_drop or f.leg_weakness_grade <= 3) and (not f.foot_drop_old_stable)):
        return 3  # rf_motor_severe
    if f.walking_difficulty == "unsteady":
        return 3  # rf_unsteady
    if f.fever_chills:
        return 3  # rf_fever
    if (
        (f.iv_drug_use or f.immunosuppressed or f.recent_spinal_procedure or f.recent_serious_infection)
        and (f.night_pain or f.no_position_eases or f.midline_bone_pain or f.unwell)
    ) or (
        (f.diabetes or f.kidney_disease or f.infection_now == "being_treated")
        and f.midline_bone_pain
        and (f.unwell or f.night_pain or f.no_position_eases)
    ):
        return 3  # rf_infection_no_fever
    if (
        f.trauma_recent == "minor"
        and (not f.trauma_checked)
        and (
            f.age >= 65
            or bone_weak
            or f.inflammatory_arthritis in {"quiet", "flare"}
            or f.anticoagulant
            or f.bleeding_disorder
        )
    ) or (
        (f.midline_bone_pain or f.spine_shape_change) and (f.age >= 65 or bone_weak) and (acute or f.trend == "worse")
    ):
        return 3  # rf_fracture_fragile
    if (
        (
            (f.cancer_history in {"past", "current"} or f.bone_metastases)
            and (
                f.night_pain
                or f.no_position_eases
                or f.weight_loss
                or f.midline_bone_pain
                or f.spine_shape_change
                or f.pain_regions & {"upper_back", "neck"}
                or (f.trend == "worse")
                or (f.numbness and not chronic)
            )
        )
        or (f.bone_metastases and acute)
        or (f.weight_loss and (f.night_pain or f.no_position_eases))
    ):
        return 3  # rf_malignancy_pain
    if f.pulsing_abdomen or f.faint_cold_sweat or (f.aaa_known and (acute or f.trend == "worse")):
        return 3  # rf_vascular_pain
    if f.calf_swelling or f.calf_warm_red or (f.calf_tender and clot_risk):
        return 3  # rf_dvt
    if f.varicose == "inflamed":
        return 3  # rf_vein_inflamed
    if f.bp_systolic >= 180 or f.bp_diastolic >= 120:
        return 3  # rf_bp_very_high
    if f.heart_failure == "worse":
        return 3  # rf_heart_failure_worse
    if "cellulitis" in f.skin_problem_kinds:
        return 3  # rf_cellulitis
    if "shingles" in f.skin_problem_kinds and f.immunosuppressed:
        return 3  # rf_shingles_immune
    if f.after_bruise == "large" or (f.after_bruise == "small" and (f.anticoagulant or f.bleeding_disorder)):
        return 3  # rf_after_bruise
    if f.after_new_nerve:
        return 3  # rf_after_nerve
    if f.after_bone_pain:
        return 3  # rf_after_bone
    if (any_ces or f.sexual_change == "not_sure") and f.ces_assessed_stable:
        return 2  # cx_ces_residual
    if (
        f.bilateral_leg_symptoms
        and f.bilateral_change == "stable"
        and (
            not (
                "spinal_stenosis" in f.known_causes and f.cause_told_by in {"doctor", "physiotherapist", "scan_report"}
            )
        )
    ):
        return 2  # cx_bilateral_stable
    if f.leg_weakness or f.foot_drop or f.leg_weakness_grade <= 4 or (f.walking_difficulty == "limp"):
        return 2  # cx_motor_any
    if f.pain_regions & {"neck", "shoulder_arm", "upper_back"} and (f.numbness or f.tingling or f.leg_weakness):
        return 2  # cx_pain_outside_sciatica
    if f.iv_drug_use or f.immunosuppressed or f.recent_serious_infection:
        return 2  # cx_infection_risk
    if f.infection_now == "being_treated" or f.unwell:
        return 2  # cx_infection_now
    if (
        (f.trauma_recent == "minor" and (not f.trauma_checked) and (f.age >= 50))
        or f.midline_bone_pain
        or f.spine_shape_change
        or (bone_weak and f.onset_kind == "sudden" and (acute))
    ):
        return 2  # cx_fracture_possible
    if f.trauma_recent == "major" and f.trauma_checked:
        return 2  # cx_trauma_major_checked
    if f.weight_loss or f.night_pain or f.no_position_eases:
        return 2  # cx_malignancy_possible
    if f.cancer_history == "past":
        return 2  # cx_cancer_past
    if f.cancer_history == "current" or f.bone_metastases:
        return 2  # cx_cancer_current
    if f.bone_metastases:
        return 2  # cx_bone_metastases
    if f.aaa_known:
        return 2  # cx_aaa_known
    if f.calf_tender:
        return 2  # cx_dvt_possible
    if f.clot_history:
        return 2  # cx_clot_history
    if f.bp_status == "uncontrolled" or f.bp_systolic >= 160 or f.bp_diastolic >= 100:
        return 2  # cx_bp_uncontrolled
    if f.heart_failure == "stable" or f.heart_event_recent:
        return 2  # cx_heart_condition
    if f.anticoagulant or f.bleeding_disorder:
        return 2  # cx_anticoagulant
    if f.kidney_disease:
        return 2  # cx_kidney
    if f.liver_disease:
        return 2  # cx_liver
    if f.neuropathy:
        return 2  # cx_neuropathy
    if f.epilepsy == "uncontrolled":
        return 2  # cx_epilepsy_uncontrolled
    if f.inflammatory_arthritis == "flare":
        return 2  # cx_arthritis_flare
    if f.connective_tissue_disorder:
        return 2  # cx_connective_tissue
    if f.bone_health == "fragility_fracture" or (f.bone_health == "osteoporosis" and f.steroid_long):
        return 2  # cx_osteoporosis_severe
    if f.first_episode and (f.age >= 65 or f.age < 20):
        return 2  # cx_age_first_onset
    if f.age < 16:
        return 2  # cx_child
    if f.age >= 16 and f.age < 18:
        return 2  # cx_minor
    if f.pregnant and f.trimester == "first":
        return 2  # cx_pregnancy_first
    if f.pregnant and f.trimester == "second":
        return 2  # cx_pregnancy_second
    if f.pregnant and f.trimester not in {"first", "second"}:
        return 2  # cx_pregnancy_third
    if f.skin_problem_kinds & {"shingles", "contagious"}:
        return 2  # cx_skin_contagious
    if (f.surgery_recent and (not f.surgery_weeks >= 6)) or f.onset_kind == "after_surgery":
        return 2  # cx_surgery_recent
    if f.recent_spinal_procedure:
        return 2  # cx_spinal_procedure
    if f.injury_recent and (not f.hours_since_injury >= 72 or f.injury_hot_swollen):
        return 2  # cx_acute_injury
    if f.injury_recent and f.injury_from_sport and (not f.injury_seen_by_doctor):
        return 2  # cx_sport_injury_unseen
    if f.weeks_of_massage >= 6 and f.trend in {"same", "worse"}:
        return 2  # cx_no_improvement
    if f.bad_reaction == "serious":
        return 2  # cx_bad_reaction_serious
    if f.after_pain_change >= 3 or f.after_worse_hours > 72:
        return 2  # cx_after_flare
    if f.after_pain_moved_down:
        return 2  # cx_after_moved_down
    if (
        f.bilateral_leg_symptoms
        and f.bilateral_change == "stable"
        and ("spinal_stenosis" in f.known_causes)
        and (f.cause_told_by in {"doctor", "physiotherapist", "scan_report"})
    ):
        return 1  # cx_bilateral_stenosis_known
    if f.infection_now == "cold_or_flu":
        return 1  # cx_cold
    if f.trauma_recent == "minor" and f.trauma_checked:
        return 1  # cx_trauma_checked
    if f.clot_risk_now:
        return 1  # cx_clot_risk_now
    if f.varicose == "visible":
        return 1  # cx_varicose_visible
    if f.bp_status == "not_sure":
        return 1  # cx_bp_unknown
    if f.bp_status == "controlled":
        return 1  # cx_bp_controlled
    if f.antiplatelet:
        return 1  # cx_antiplatelet
    if f.diabetes:
        return 1  # cx_diabetes
    if f.numbness:
        return 1  # cx_numb_area
    if f.epilepsy == "controlled":
        return 1  # cx_epilepsy_controlled
    if f.inflammatory_arthritis == "quiet":
        return 1  # cx_arthritis_quiet
    if f.morning_stiffness_minutes >= 30 and chronic and (f.age < 45):
        return 1  # cx_arthritis_suspected
    if f.bone_health in {"thin_bones", "osteoporosis"} or f.steroid_long:
        return 1  # cx_osteoporosis_any
    if f.age >= 75:
        return 1  # cx_older_adult
    if f.first_episode and f.age >= 50 and (f.age < 65):
        return 1  # cx_age_first_onset_50
    if f.age < 18 and (not f.guardian_agrees):
        return 1  # cx_no_guardian
    if f.weeks_since_birth < 12:
        return 1  # cx_postpartum
    if f.skin_problem_kinds & {"wound", "rash", "burn", "bruise"}:
        return 1  # cx_skin_local
    if f.surgery_recent and f.surgery_weeks >= 6:
        return 1  # cx_surgery_healing
    if f.implant_electronic:
        return 1  # cx_implant_electronic
    if f.implant_metal_regions:
        return 1  # cx_implant_metal
    if f.injury_recent and f.hours_since_injury >= 72 and (not f.injury_hot_swollen):
        return 1  # cx_injury_settling
    if "herniated_disc" in f.known_causes or f.injury_kind == "slipped_disc":
        return 1  # cx_cause_herniated_disc
    if f.radiation_furthest in {"knee", "calf", "foot"} and (
        not f.known_causes or "unknown" in f.known_causes or f.cause_told_by in {"massage_therapist", "nobody"}
    ):
        return 1  # cx_cause_unknown_leg
    if f.known_causes & {"spinal_stenosis", "spondylolisthesis"}:
        return 1  # cx_cause_narrow_or_slip
    if f.known_causes & {"bone_spurs", "degenerative_disc", "arthritis"}:
        return 1  # cx_cause_degenerative
    if "piriformis_syndrome" in f.known_causes:
        return 1  # cx_cause_piriformis
    if acute:
        return 1  # cx_stage_acute
    if f.pain_now >= 8:
        return 1  # cx_severe_pain
    if f.painkiller_hours <= 6:
        return 1  # cx_masked_pain
    if f.alcohol_or_sedative_now:
        return 1  # cx_intoxicated
    if f.bad_reaction == "mild":
        return 1  # cx_bad_reaction_mild
    if f.allergies:
        return 1  # cx_allergy
    if f.age >= 75 or f.numbness or f.leg_weakness or f.faint_cold_sweat:
        return 1  # cx_home_needs_person
    return 0
