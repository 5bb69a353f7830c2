"""What is heard in a session: tones that breathe, chimes, and a voice; silence where there is none.

`SessionSound` in `session.py` is all that the window needs.
"""
