// SPDX-License-Identifier: MIT
// The least a static C++ program costs: what the start-up of okr is measured against.
int main() { return 0; }
