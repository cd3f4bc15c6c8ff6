# SPDX-License-Identifier: MIT
"""How good stated chances were: method.md 4.5, with 0, 40."""


def calibration(statements):
    """Of (confidence 1..10, outcome 0 or 1): the Brier score, its three parts, skill and bias."""
    count = len(statements)
    rate = sum(outcome for _, outcome in statements) / count
    levels = {}
    for confidence, outcome in statements:
        levels.setdefault(confidence, []).append(outcome)
    happened = {c: sum(outcomes) / len(outcomes) for c, outcomes in levels.items()}
    brier = sum((c / 10 - o) ** 2 for c, o in statements) / count
    reliability = sum(len(o) * (c / 10 - happened[c]) ** 2 for c, o in levels.items()) / count
    resolution = sum(len(o) * (happened[c] - rate) ** 2 for c, o in levels.items()) / count
    uncertainty = rate * (1 - rate)
    return {"brier": brier, "reliability": reliability, "resolution": resolution, "uncertainty": uncertainty,
            "skill": None if uncertainty == 0 else 1 - brier / uncertainty,
            "bias": sum(c for c, _ in statements) / 10 / count - rate, "levels": happened}
