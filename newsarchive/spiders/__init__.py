"""Spiders: one base per platform, one file per outlet."""
