"""Verify sourced reports: archive what is cited, review it under rules, report what stands."""

__version__ = "0.1.0"
