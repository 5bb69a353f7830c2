"""The same samples in packets of other sizes."""

import numpy as np
from hypothesis import strategies as st

#: Sizes of packets, repeated until all samples are sent.
SIZES = st.lists(st.integers(1, 400), min_size=1, max_size=5)


def packets(sizes, *columns):
    """Yield the columns cut into packets of these sizes, over and over."""
    first, i = 0, 0
    while first < len(columns[0]):
        stop = first + sizes[i % len(sizes)]
        yield tuple(np.asarray(column)[first:stop] for column in columns)
        first, i = stop, i + 1
