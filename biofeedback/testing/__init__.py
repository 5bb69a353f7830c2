"""A pytest plugin for those who build on this: recordings replayed, straps simulated, time jumping.

It is there in every project where the wheel is installed, and imports nothing before a test asks
for it: `biofeedback.testing.plugin` tells the fixtures.
"""
