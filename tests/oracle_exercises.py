"""When an exercise is left out, as the clinical text says it, in plain Python; `f` as in oracle_rules."""

# When an exercise is left out.
NOT_IF = {
    "ex_walk": lambda f: f.walking_difficulty in {"unsteady", "cannot_walk"},
    "ex_ease_position": lambda f: False,
    "ex_prone_lying": lambda f: f.known_causes & {"spinal_stenosis", "spondylolisthesis"} or f.pregnant or f.aaa_known,
    "ex_press_up": lambda f: (
        f.known_causes & {"spinal_stenosis", "spondylolisthesis"}
        or f.pregnant
        or f.aaa_known
        or f.bone_weak
        or f.surgery_recent
    ),
    "ex_standing_extension": lambda f: (
        f.known_causes & {"spinal_stenosis", "spondylolisthesis"}
        or f.walking_difficulty == "unsteady"
        or f.age >= 75
        or f.faint_cold_sweat
    ),
    "ex_single_knee_chest": lambda f: (
        f.ease_direction == "back"
        or "hip_side" in f.implant_metal_regions
        or (f.pregnant and f.trimester != "first")
        or (f.bone_health == "fragility_fracture")
    ),
    "ex_double_knee_chest": lambda f: (
        f.ease_direction == "back" or f.bone_weak or f.pregnant or ("hip_side" in f.implant_metal_regions)
    ),
    "ex_pelvic_tilt": lambda f: f.pregnant and f.trimester != "first",
    "ex_knee_rolls": lambda f: (
        f.recent_spinal_procedure
        or "hip_side" in f.implant_metal_regions
        or "hip_side" in f.surgery_regions
        or (f.pregnant and f.trimester != "first")
    ),
    "ex_cat_camel": lambda f: f.bone_health == "fragility_fracture",
    "ex_piriformis_figure4": lambda f: "hip_side" in f.implant_metal_regions,
    "ex_nerve_slider_seated": lambda f: (
        (f.stage == "acute" and f.pain_now > 5)
        or f.leg_weakness
        or f.progressive_deficit
        or f.foot_drop
        or f.recent_spinal_procedure
    ),
    "ex_sciatic_mobilise": lambda f: (
        (f.stage == "acute" and f.pain_now > 5)
        or f.leg_weakness
        or f.progressive_deficit
        or (f.pregnant and f.trimester != "first")
        or f.foot_drop
        or f.recent_spinal_procedure
    ),
    "ex_hamstring_gentle": lambda f: (
        f.stage != "chronic" or f.slr_positive in {"left", "right", "both"} or f.bone_health == "fragility_fracture"
    ),
    "ex_calf_stretch": lambda f: f.calf_swelling or f.calf_warm_red or f.calf_tender,
    "ex_abdominal_brace": lambda f: f.stage == "acute" or f.pregnancy_warning,
    "ex_bridge": lambda f: f.stage == "acute" or f.pain_now >= 8 or (f.pregnant and f.trimester != "first"),
    "ex_bird_dog": lambda f: f.stage == "acute" or f.pain_now >= 8,
    "ex_cycle_or_water": lambda f: (
        f.walking_difficulty == "unsteady"
        or "wound" in f.skin_problem_kinds
        or f.epilepsy in {"controlled", "uncontrolled"}
        or f.skin_problem_kinds & {"contagious", "shingles"}
        or f.surgery_recent
        or f.recent_spinal_procedure
        or (f.heart_failure == "stable")
    ),
}
