"""Drafting claims: what a report asserts, sentence by sentence."""
