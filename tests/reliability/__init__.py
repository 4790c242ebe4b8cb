"""Faults, crashes and races, enumerated; each harness with a control that must fail."""
