"""Monitors: what a run's figures say when held against the outlet's own history."""
