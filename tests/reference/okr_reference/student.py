# SPDX-License-Identifier: MIT
"""Student's t by the regularised incomplete beta as a continued fraction (method.md 4.2), and the normal tail."""

import math


def continued_fraction(a, b, x):
    """Lentz's algorithm."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 500):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + numerator * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + numerator / c
            c = c if abs(c) > tiny else tiny
            step = d * c
            h *= step
        if abs(step - 1) < 1e-16:
            break
    return h


def incomplete_beta(a, b, x):
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * continued_fraction(a, b, x) / a
    return 1 - front * continued_fraction(b, a, 1 - x) / b


def t_cdf(t, nu):
    if t == 0:
        return 0.5
    tail = incomplete_beta(nu / 2, 0.5, nu / (nu + t * t)) / 2
    return 1 - tail if t > 0 else tail


def t_quantile(probability, nu):
    low, high = 0.0, 1.0
    while t_cdf(high, nu) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_cdf(middle, nu) < probability else (low, middle)
    return (low + high) / 2


def normal_cdf(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def normal_density(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def mills(u):
    """M(u) = (1 - Phi(u)) / phi(u), by continued fraction where the tail underflows."""
    if u < 10:
        return normal_cdf(-u) / normal_density(u)
    fraction = u
    for k in range(60, 0, -1):
        fraction = u + k / fraction
    return 1 / fraction
