#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The worked rows of method.md, typed in from the page, met by the reference: vectors.py prints them, and fails if not.

Rows that an amendment changes carry the number that follows from it; `AV` rows are the amendments' own.
"""

import sys

import vector_rows_kpi
import vector_rows_pace
import vector_rows_score

def close(found, expected, digits):
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return abs(found - expected) <= 0.5 * 10 ** -digits + 1e-12
    return found == expected


def main():
    rows = [row for part in (vector_rows_score, vector_rows_pace, vector_rows_kpi) for row in part.rows()]
    faults = 0
    for name, inputs, found, expected, digits in rows:
        good = len(found) == len(expected) and all(close(f, e, digits) for f, e in zip(found, expected))
        faults += not good
        print(f"{name:8} {inputs:60} {' '.join(show(f) for f in found)}" + ("" if good else f"   PAGE: {expected}"))
    print(f"{len(rows)} rows, {faults} differ")
    return 1 if faults or len(rows) < 200 else 0


def show(value):
    return f"{value:.6g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
