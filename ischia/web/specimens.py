"""Made-up contents for `/style/`: each component in each of its states."""

SOURCES = [
    {
        "cite": "Furlan AD et al. Massage for low-back pain. Cochrane 2015;(9):CD001929",
        "kind": "review",
        "link": "https://doi.org/10.1002/14651858.CD001929.pub3",
        "says": "25 trials, 3,096 people with back pain: better for a short time, and little trust in the results.",
    },
    {
        "cite": "NICE NG59, Low back pain and sciatica in over 16s, 2016, updated 2020",
        "kind": "guideline",
        "says": "Hands-on treatment only together with exercise.",
    },
    {
        "cite": "KNGF guideline Low back pain and lumbosacral radicular syndrome, 2021",
        "kind": "guideline",
        "says": "Advises against massage as a treatment of nerve-root pain in the leg.",
    },
]

CHOICES = [
    {"value": "today", "label": "In the last few days"},
    {"value": "weeks", "label": "In the last six weeks", "checked": True},
    {"value": "months", "label": "More than three months ago", "hint": "Also if it comes and goes"},
    {"value": "not_sure", "label": "Not sure", "tone": "unsure"},
]

CHECKS = [
    {"name": "numb", "label": "Numb or strange where I sit", "hint": "As if you sat on a saddle of cotton wool"},
    {"name": "pee", "label": "Any change in how I pee", "unsure": True},
    {"name": "legs", "label": "Weakness in both legs", "yes": True},
]

BANDS = [
    {
        "disposition": "suitable",
        "word": "Go ahead",
        "title": "Massage is safe for you",
        "says": "Nothing you told us speaks against it. Start gently, and see how you feel the next day.",
    },
    {
        "disposition": "massage_with_limits",
        "word": "Go, with limits",
        "title": "Massage is fine, if it is gentle",
        "says": "Some of your answers mean care. Keep to the limits below.",
    },
    {
        "disposition": "doctor_before_massage",
        "word": "See someone first",
        "title": "Ask a doctor before any massage",
        "says": "It may well be fine. Someone should look at you first.",
    },
    {
        "disposition": "same_day_medical",
        "word": "Today",
        "title": "See a doctor today",
        "says": "Massage can wait. This should be looked at before the day is over.",
    },
    {
        "disposition": "emergency_now",
        "word": "Emergency",
        "title": "Get help now",
        "says": "Go to an emergency department. Do not have a massage and do not wait to see if it passes.",
    },
]

REASONS = [
    {
        "say": "With a slipped disc choose gentle kinds such as Swedish massage. No deep tissue massage.",
        "disposition": "massage_with_limits",
        "answers": [{"question": "Has anyone told you the cause?", "answer": "A slipped disc"}],
        "decides": "Massage only inside limits",
        "limits": ["Leave out: deep tissue massage.", "Pressure at most 3 of 5 (medium)."],
        "sources": SOURCES[:1],
    },
    {
        "say": "Weakness or trouble walking should be looked at by a doctor before massage.",
        "disposition": "doctor_before_massage",
        "answers": [
            {"question": "Is your leg weak?", "answer": "Not sure", "counts_as": "Yes"},
            {"question": "Can you walk as usual?", "answer": "I limp"},
        ],
        "decides": "A doctor first",
        "sources": SOURCES[1:],
    },
]

ITEMS = [
    {
        "title": "Slow strokes beside the spine",
        "picture": "pictures/lying.svg",
        "minutes": 10,
        "often": "Five days a week",
        "pressure": "Light: skin moves, nothing hurts",
        "position": "On your side, pillow between the knees",
        "why": "You said someone can help you, and that lying on your side is easy.",
        "sources": SOURCES[:1],
        "url": "#items",
        "action": "Start",
    },
    {
        "title": "Short walks",
        "minutes": 8,
        "often": "Three times a day",
        "why": "Moving helps more than resting, and it goes with every massage.",
        "sources": SOURCES[1:2],
    },
]

ANSWERS = [
    {"question": "How old are you?", "answer": "44", "url": "#answers"},
    {"question": "How far down does the pain go?", "answer": "To the calf, left side", "url": "#answers"},
    {"question": "Numb where you sit?", "answer": "No", "url": "#answers"},
]

ERRORS = [
    {"field": "when-wrong", "message": "Choose when the pain began."},
    {"field": "pain-wrong", "message": "Use a whole number from 0 to 10. You wrote 14."},
]

SPECIMENS = {
    "sources": SOURCES,
    "choices": CHOICES,
    "unanswered": [{**choice, "checked": False} for choice in CHOICES],
    "checks": CHECKS,
    "bands": BANDS,
    "reasons": REASONS,
    "items": ITEMS,
    "answers": ANSWERS,
    "errors": ERRORS,
}
