"""The colours of what is printed: light paper, ink, and two colours with a meaning.

Pine is the breath, clay is the heart, and nothing else is either. Pain and tension are told apart
by dash and mark as well, so that a black and white print says the same.
"""

GROUND = "#F4F6F3"
PAPER = "#FEFFFD"
INK = "#182627"
SOFT = "#4C5B59"
LINE = "#D9E1DC"
ACCENT = "#1B625D"
HEART = "#A84A22"
BREATH = "#2A7A72"
BREATH_BEFORE = "#84AFAA"
HILLS = "#CEE1DA"
PAIN = "#5D2583"
TENSION = "#9B78DD"
GRID = "#DDE5E0"
BAND_ALPHA = 0.14
