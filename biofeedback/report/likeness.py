"""Least squares for values of which neighbours resemble each other, and how sure each figure is.

What follows in time keeps something of what was before; taken for independent, it looks surer than
it is. So the errors are an AR(1) process, exact also where values are missing (Jones &
Boadi-Boateng 1991, doi:10.2307/2532507). A short row hardly tells how strong the likeness is, so
the figures are averaged over all strengths from 0 to 0.95, each weighted by its restricted
likelihood (Cheang & Reinsel 2000, doi:10.1080/01621459.2000.10474318). What comes out is a mixture
of Student's t distributions. Without SciPy: its import would be felt where a session has just
ended.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LIKENESS = np.linspace(0.0, 0.95, 20)
"""Of a value and the next."""
_SHARES = np.array([0.025, 0.975])
_NORMAL = 1.95996  # standard errors to the end of a 95 % interval, at least
_STEPS, _CLOSE = 60, 1e-11


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """A figure as a mixture of Student's t distributions, arrays of shape (m,).

    Attributes
    ----------
    at, error, weight : ndarray of float64
        Middle and standard error of each part, and how much it counts, together 1.
    freedom : int
        The degrees of freedom of each.
    """

    at: Floats
    error: Floats
    weight: Floats
    freedom: int

    @property
    def value(self) -> float:
        """Its mean."""
        return float(self.weight @ self.at)

    def interval(self) -> tuple[float, float]:
        """Return the ends of its 95 % interval, where its distribution has two values.

        Each lies between those of its parts, and is closed in on by lines through a point on each
        side; of two points on one side the other counts half (the Illinois rule).
        """
        near, far = _NORMAL * self.error, self._furthest() * self.error
        low = np.array([(self.at - far).min(), (self.at + near).min()])
        high = np.array([(self.at - near).max(), (self.at + far).max()])
        under, over = self._beyond(low), self._beyond(high)
        ends, rose = (low + high) / 2, np.array([-1, -1])
        for _step in range(_STEPS if (under < 0).all() and (over > 0).all() else 0):
            ends = (low * over - high * under) / (over - under)
            here = self._beyond(ends)
            if np.abs(here).max() < _CLOSE:
                break
            rises = (here < 0).astype(int)
            factor = np.where(rises == rose, 0.5, 1.0)
            low, high = np.where(rises, ends, low), np.where(rises, high, ends)
            under, over = (
                np.where(rises, here, factor * under),
                np.where(rises, factor * over, here),
            )
            rose = rises
        first, last = ends.tolist()
        return first, last

    def _furthest(self) -> float:
        """Return standard errors that no end of a 95 % interval is further from the middle."""
        return _NORMAL + 2.4 / self.freedom + 8.4 / self.freedom**2

    def _beyond(self, x: Floats) -> Floats:
        """Return how much more than it should lies below the first and the second of two places."""
        below = student((x[:, None] - self.at) / self.error, self.freedom)
        return np.asarray(below @ self.weight - _SHARES)


def fit(
    design: Floats,
    values: Floats,
    gap: Floats,
    *,
    step: float = 0.0,
    likeness: Floats = LIKENESS,
) -> tuple[Estimate, ...]:
    """Return the factor of each column of a design, as well as it is known.

    Parameters
    ----------
    design : ndarray of float64, shape (n, k)
        With fewer columns than values.
    values : ndarray of float64, shape (n,)
        In the order of time.
    gap : ndarray of float64, shape (n - 1,)
        How far each value is from the one before, in steps of the likeness.
    step : float
        Values are told in steps of so much; see `biofeedback.report.weeks.by_week`.
    likeness : ndarray of float64, shape (m,)
        How much of its error a value may hand on to the next, each below 1.
    """
    keeps = likeness[:, None] ** gap
    new = np.sqrt(1.0 - keeps**2)

    def whitened(column: Floats) -> Floats:
        first = np.full((likeness.size, 1), column[0])
        return np.concatenate([first, (column[1:] - keeps * column[:-1]) / new], axis=1)

    x = np.stack([whitened(column) for column in design.T], axis=2)
    y = whitened(values)[:, :, None]
    across = x.swapaxes(1, 2)
    information = across @ x
    spread = np.linalg.inv(information)
    factors = spread @ (across @ y)
    freedom = values.size - design.shape[1]
    left = ((y - x @ factors) ** 2).sum((1, 2))
    left = np.maximum(left, max(step**2 / 12.0, np.finfo(float).tiny) * freedom)
    logs = -np.log(new).sum(1)
    logs -= 0.5 * (np.linalg.slogdet(information).logabsdet + freedom * np.log(left))
    weight = np.exp(logs - logs.max())
    weight /= weight.sum()
    errors = np.sqrt((left / freedom)[:, None] * np.diagonal(spread, axis1=1, axis2=2))
    return tuple(
        Estimate(at, error, weight, freedom)
        for at, error in zip(factors[:, :, 0].T, errors.T, strict=True)
    )


def student(t: Floats, freedom: int) -> Floats:
    """Return the share of Student's t distribution below each `t`; `freedom` is a whole number.

    Source: the finite sums 26.7.3 and 26.7.4 of Abramowitz & Stegun 1964.
    """
    angle = np.arctan(t / np.sqrt(freedom))
    is_odd = freedom % 2
    j = np.arange(1, freedom // 2)
    ratios = (2 * j - 1 + is_odd) / (2 * j + is_odd)
    terms = np.cumprod(ratios * np.cos(angle)[..., None] ** 2, axis=-1)
    inside = np.sin(angle) * (1.0 + terms.sum(-1))
    if is_odd:
        more = inside * np.cos(angle) if freedom > 1 else 0.0
        inside = (angle + more) * (2 / np.pi)
    share: Floats = (1.0 + inside) / 2
    return share
