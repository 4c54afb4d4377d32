"""What the start page says massage can and cannot do, and where that was read."""

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
