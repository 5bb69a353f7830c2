"""Calm breathing, led by your own heartbeat: heart-rate variability and guided sessions."""

__version__ = "0.1.0"
