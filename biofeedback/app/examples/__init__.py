"""Lifelike moments of every screen, told as the desk would: for pictures, and for tests."""
