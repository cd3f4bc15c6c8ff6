// SPDX-License-Identifier: MIT
// Student's t and the normal distribution, made of + - * / and square roots only, so that every machine prints the same
// last digit: no function of the system's mathematics library is called.
#pragma once

namespace okr {

/// Half of a whole number: 3 halves are 1.5. Student's t with n degrees of freedom needs I_x(n/2, 1/2).
struct HalfInteger {
  int count = 1;
  double value() const { return count / 2.0; }
};

/// The regularised incomplete beta function I_x(a, b) for x in 0..1 and positive a, b; relative error below
/// 1e-12. Outside 0..1 the nearer end.
double incomplete_beta(double x, HalfInteger a, HalfInteger b);

/// The share of Student's t with `degrees` >= 1 degrees of freedom that lies at or below t (method.md 4.2, F_nu).
double student_t_below(double t, int degrees);

/// The t that a share of `below` (0..1, exclusive) lies at or below of; about 1e-12 exact (method.md 4.3, last table).
double student_t_quantile(double below, int degrees);

/// The share of the standard normal distribution at or below z.
double normal_below(double z);

/// normal_below(-z) over the density at z, for z >= 0 (Mills' ratio): keeps its digits where both are tiny.
double mills_ratio(double z);

/// The density of the standard normal distribution at z.
double normal_density(double z);

/// e to the power of -y, for y >= 0.
double exponential_of_minus(double y);

}  // namespace okr
