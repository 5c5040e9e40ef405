"""Parsed page in, dataclasses out; no network."""
