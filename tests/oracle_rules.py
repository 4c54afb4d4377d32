"""When each rule speaks, as the clinical text says it, written in plain Python and knowing nothing of Ischia.

`f` holds what each answer counts as: a blank yes/no is False, a blank set is empty, a blank number or choice is NaN,
so that every comparison with it is false except `!=` and `not in`.
"""

RULES = {
    # Nerves and spine
    "rf_cauda_equina": lambda f: f.any_ces and not f.ces_assessed_stable,
    "rf_sexual_unsure": lambda f: f.sexual_change == "not_sure" and not f.ces_assessed_stable,
    "cx_ces_residual": lambda f: (f.any_ces or f.sexual_change == "not_sure") and f.ces_assessed_stable,
    "rf_bilateral_new": lambda f: f.bilateral_leg_symptoms and f.bilateral_change != "stable",
    "cx_bilateral_stable": lambda f: (
        f.bilateral_leg_symptoms
        and f.bilateral_change == "stable"
        and (
            not (
                "spinal_stenosis" in f.known_causes and f.cause_told_by in {"doctor", "physiotherapist", "scan_report"}
            )
        )
    ),
    "cx_bilateral_stenosis_known": lambda f: (
        f.bilateral_leg_symptoms
        and f.bilateral_change == "stable"
        and ("spinal_stenosis" in f.known_causes)
        and (f.cause_told_by in {"doctor", "physiotherapist", "scan_report"})
    ),
    "rf_weakness_both_legs": lambda f: f.weakness_both_legs,
    "rf_cannot_walk": lambda f: f.walking_difficulty == "cannot_walk",
    "rf_cord_signs": lambda f: f.upper_motor_signs,
    "rf_motor_severe": lambda f: (
        f.progressive_deficit or ((f.foot_drop or f.leg_weakness_grade <= 3) and not f.foot_drop_old_stable)
    ),
    "rf_nerve_bleed_abscess": lambda f: (
        (f.anticoagulant or f.bleeding_disorder or f.recent_spinal_procedure or f.iv_drug_use)
        and (
            f.progressive_deficit
            or (
                f.stage == "acute"
                and (f.leg_weakness or f.foot_drop or f.leg_weakness_grade <= 4)
                and not f.foot_drop_old_stable
            )
        )
    ),
    "rf_unsteady": lambda f: f.walking_difficulty == "unsteady",
    "cx_motor_any": lambda f: (
        f.leg_weakness or f.foot_drop or f.leg_weakness_grade <= 4 or (f.walking_difficulty == "limp")
    ),
    "cx_pain_outside_sciatica": lambda f: (
        f.pain_regions & {"neck", "shoulder_arm", "upper_back"} and (f.numbness or f.tingling or f.leg_weakness)
    ),
    # Infection
    "rf_spinal_infection": lambda f: (
        f.fever_chills
        and (
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
        )
    ),
    "rf_fever": lambda f: f.fever_chills,
    "rf_infection_no_fever": lambda f: (
        (
            (f.iv_drug_use or f.immunosuppressed or f.recent_spinal_procedure or f.recent_serious_infection)
            and (f.night_pain or f.no_position_eases or f.midline_bone_pain or f.unwell)
        )
        or (
            (f.diabetes or f.kidney_disease or f.infection_now == "being_treated")
            and f.midline_bone_pain
            and (f.unwell or f.night_pain or f.no_position_eases)
        )
    ),
    "cx_infection_risk": lambda f: f.iv_drug_use or f.immunosuppressed or f.recent_serious_infection,
    "cx_infection_now": lambda f: f.infection_now == "being_treated" or f.unwell,
    "cx_cold": lambda f: f.infection_now == "cold_or_flu",
    # Broken bone
    "rf_fracture_major": lambda f: f.trauma_recent == "major" and not f.trauma_checked,
    "rf_fracture_fragile": lambda f: (
        (
            f.trauma_recent == "minor"
            and not f.trauma_checked
            and (
                f.age >= 65
                or f.bone_weak
                or f.inflammatory_arthritis in {"quiet", "flare"}
                or f.anticoagulant
                or f.bleeding_disorder
            )
        )
        or (
            (f.midline_bone_pain or f.spine_shape_change)
            and (f.age >= 65 or f.bone_weak)
            and (f.stage == "acute" or f.trend == "worse")
        )
    ),
    "cx_fracture_possible": lambda f: (
        (f.trauma_recent == "minor" and not f.trauma_checked and (f.age >= 50))
        or f.midline_bone_pain
        or f.spine_shape_change
        or (f.bone_weak and f.onset_kind == "sudden" and (f.stage == "acute"))
    ),
    "cx_trauma_checked": lambda f: f.trauma_recent == "minor" and f.trauma_checked,
    "cx_trauma_major_checked": lambda f: f.trauma_recent == "major" and f.trauma_checked,
    # Cancer and unexplained illness
    "rf_malignancy_cord": lambda f: (
        (
            (f.cancer_history == "current" or f.bone_metastases)
            and (
                f.leg_weakness
                or f.foot_drop
                or f.progressive_deficit
                or f.weakness_both_legs
                or f.bilateral_leg_symptoms
                or f.any_ces
                or (f.walking_difficulty in {"limp", "unsteady", "cannot_walk"})
                or (
                    (f.numbness or f.tingling or f.radiation_furthest in {"calf", "foot"})
                    and (f.stage != "chronic" or f.trend == "worse")
                )
            )
        )
        or (
            f.cancer_history == "past"
            and (
                f.progressive_deficit
                or f.weakness_both_legs
                or f.walking_difficulty in {"unsteady", "cannot_walk"}
                or (f.bilateral_leg_symptoms and f.bilateral_change != "stable")
                or (f.any_ces and not f.ces_assessed_stable)
                or ((f.leg_weakness or f.foot_drop) and not f.foot_drop_old_stable)
            )
        )
    ),
    "rf_malignancy_pain": lambda f: (
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
                or (f.numbness and f.stage != "chronic")
            )
        )
        or (f.bone_metastases and f.stage == "acute")
        or (f.weight_loss and (f.night_pain or f.no_position_eases))
    ),
    "cx_malignancy_possible": lambda f: f.weight_loss or f.night_pain or f.no_position_eases,
    "cx_cancer_past": lambda f: f.cancer_history == "past",
    "cx_cancer_current": lambda f: f.cancer_history == "current" or f.bone_metastases,
    "cx_bone_metastases": lambda f: f.bone_metastases,
    # Blood vessels and heart
    "rf_aneurysm": lambda f: (
        f.sudden_tearing_pain
        or (
            f.faint_cold_sweat
            and (
                f.aaa_known or f.pulsing_abdomen or f.connective_tissue_disorder or (f.age >= 50 and f.onset_days < 14)
            )
        )
        or (f.aaa_known and f.onset_days < 14 and (f.onset_kind == "sudden" or f.pain_now >= 8 or f.no_position_eases))
    ),
    "rf_vascular_pain": lambda f: (
        f.pulsing_abdomen or f.faint_cold_sweat or (f.aaa_known and (f.stage == "acute" or f.trend == "worse"))
    ),
    "cx_aaa_known": lambda f: f.aaa_known,
    "rf_limb_ischaemia": lambda f: f.leg_cold_pale,
    "rf_chest": lambda f: f.chest_pain_breathless,
    "rf_dvt": lambda f: f.calf_swelling or f.calf_warm_red or (f.calf_tender and f.clot_risk),
    "cx_dvt_possible": lambda f: f.calf_tender,
    "cx_clot_history": lambda f: f.clot_history,
    "cx_clot_risk_now": lambda f: f.clot_risk_now,
    "cx_varicose_visible": lambda f: f.varicose == "visible",
    "rf_vein_inflamed": lambda f: f.varicose == "inflamed",
    "rf_bp_crisis": lambda f: f.bp_symptoms,
    "rf_bp_very_high": lambda f: f.bp_systolic >= 180 or f.bp_diastolic >= 120,
    "cx_bp_uncontrolled": lambda f: f.bp_status == "uncontrolled" or f.bp_systolic >= 160 or f.bp_diastolic >= 100,
    "cx_bp_unknown": lambda f: f.bp_status == "not_sure",
    "cx_bp_controlled": lambda f: f.bp_status == "controlled",
    "rf_heart_failure_worse": lambda f: f.heart_failure == "worse",
    "cx_heart_condition": lambda f: f.heart_failure == "stable" or f.heart_event_recent,
    "cx_anticoagulant": lambda f: f.anticoagulant or f.bleeding_disorder,
    "cx_antiplatelet": lambda f: f.antiplatelet,
    "rf_bleed_on_thinner": lambda f: (
        (f.anticoagulant or f.bleeding_disorder)
        and (f.faint_cold_sweat or ("bruise" in f.skin_problem_kinds and (f.unwell or f.progressive_deficit)))
    ),
    # Organs and long-term conditions
    "cx_kidney": lambda f: f.kidney_disease,
    "cx_liver": lambda f: f.liver_disease,
    "cx_diabetes": lambda f: f.diabetes,
    "cx_neuropathy": lambda f: f.neuropathy,
    "cx_numb_area": lambda f: f.numbness,
    "cx_epilepsy_uncontrolled": lambda f: f.epilepsy == "uncontrolled",
    "cx_epilepsy_controlled": lambda f: f.epilepsy == "controlled",
    "cx_arthritis_flare": lambda f: f.inflammatory_arthritis == "flare",
    "cx_arthritis_quiet": lambda f: f.inflammatory_arthritis == "quiet",
    "cx_arthritis_suspected": lambda f: f.morning_stiffness_minutes >= 30 and f.stage == "chronic" and (f.age < 45),
    "cx_connective_tissue": lambda f: f.connective_tissue_disorder,
    "cx_osteoporosis_severe": lambda f: (
        f.bone_health == "fragility_fracture" or (f.bone_health == "osteoporosis" and f.steroid_long)
    ),
    "cx_osteoporosis_any": lambda f: f.bone_health in {"thin_bones", "osteoporosis"} or f.steroid_long,
    "cx_older_adult": lambda f: f.age >= 75,
    "cx_age_first_onset": lambda f: f.first_episode and (f.age >= 65 or f.age < 20),
    "cx_age_first_onset_50": lambda f: f.first_episode and f.age >= 50 and (f.age < 65),
    "cx_child": lambda f: f.age < 16,
    "cx_minor": lambda f: f.age >= 16 and f.age < 18,
    "cx_no_guardian": lambda f: f.age < 18 and not f.guardian_agrees,
    # Pregnancy
    "rf_pregnancy_warning": lambda f: f.pregnancy_warning,
    "cx_pregnancy_first": lambda f: f.pregnant and f.trimester == "first",
    "cx_pregnancy_second": lambda f: f.pregnant and f.trimester == "second",
    "cx_pregnancy_third": lambda f: f.pregnant and f.trimester not in {"first", "second"},
    "cx_postpartum": lambda f: f.weeks_since_birth < 12,
    # Skin, surgery, implants
    "rf_cellulitis": lambda f: "cellulitis" in f.skin_problem_kinds,
    "rf_shingles_immune": lambda f: "shingles" in f.skin_problem_kinds and f.immunosuppressed,
    "cx_skin_contagious": lambda f: f.skin_problem_kinds & {"shingles", "contagious"},
    "cx_skin_local": lambda f: f.skin_problem_kinds & {"wound", "rash", "burn", "bruise"},
    "cx_surgery_recent": lambda f: (f.surgery_recent and (not f.surgery_weeks >= 6)) or f.onset_kind == "after_surgery",
    "cx_surgery_healing": lambda f: f.surgery_recent and f.surgery_weeks >= 6,
    "cx_spinal_procedure": lambda f: f.recent_spinal_procedure,
    "cx_implant_electronic": lambda f: f.implant_electronic,
    "cx_implant_metal": lambda f: f.implant_metal_regions,
    # Cause, stage, injury
    "cx_acute_injury": lambda f: f.injury_recent and (not f.hours_since_injury >= 72 or f.injury_hot_swollen),
    "cx_injury_settling": lambda f: f.injury_recent and f.hours_since_injury >= 72 and not f.injury_hot_swollen,
    "cx_sport_injury_unseen": lambda f: f.injury_recent and f.injury_from_sport and not f.injury_seen_by_doctor,
    "cx_cause_herniated_disc": lambda f: "herniated_disc" in f.known_causes or f.injury_kind == "slipped_disc",
    "cx_cause_unknown_leg": lambda f: (
        f.radiation_furthest in {"knee", "calf", "foot"}
        and (not f.known_causes or "unknown" in f.known_causes or f.cause_told_by in {"massage_therapist", "nobody"})
    ),
    "cx_cause_narrow_or_slip": lambda f: f.known_causes & {"spinal_stenosis", "spondylolisthesis"},
    "cx_cause_degenerative": lambda f: f.known_causes & {"bone_spurs", "degenerative_disc", "arthritis"},
    "cx_cause_piriformis": lambda f: "piriformis_syndrome" in f.known_causes,
    "cx_stage_acute": lambda f: f.stage == "acute",
    "cx_severe_pain": lambda f: f.pain_now >= 8,
    "cx_no_improvement": lambda f: f.weeks_of_massage >= 6 and f.trend in {"same", "worse"},
    # On the day
    "cx_masked_pain": lambda f: f.painkiller_hours <= 6,
    "cx_intoxicated": lambda f: f.alcohol_or_sedative_now,
    "cx_bad_reaction_serious": lambda f: f.bad_reaction == "serious",
    "cx_bad_reaction_mild": lambda f: f.bad_reaction == "mild",
    "cx_allergy": lambda f: f.allergies,
    "cx_scent": lambda f: f.scent_aversion,
    "cx_touch_wishes": lambda f: f.touch_limits,
    "cx_home_needs_person": lambda f: f.age >= 75 or f.numbness or f.leg_weakness or f.faint_cold_sweat,
    "always_bony": lambda f: True,
    # After a session
    "rf_after_allergy": lambda f: f.after_skin_reaction == "widespread",
    "rf_after_dark_urine": lambda f: f.after_dark_urine,
    "rf_after_bruise": lambda f: (
        f.after_bruise == "large" or (f.after_bruise == "small" and (f.anticoagulant or f.bleeding_disorder))
    ),
    "rf_after_nerve": lambda f: f.after_new_nerve,
    "rf_after_bone": lambda f: f.after_bone_pain,
    "cx_after_flare": lambda f: f.after_pain_change >= 3 or f.after_worse_hours > 72,
    "cx_after_moved_down": lambda f: f.after_pain_moved_down,
}
