"""Lets a simulated person breathe along with a session, as soon as the session has begun."""

from biofeedback.live.engine import Engine


class Follow:
    """The breath of a simulated person: give it to `devices.virtual.Person` as `breath`.

    The person exists before the run does; set `engine` when there is one.
    """

    def __init__(self) -> None:
        self.engine: Engine | None = None

    def __call__(self, t_s: float) -> float | None:
        """Return the lung volume that the pacer asks for at `t_s`, None where it asks nothing."""
        return None if self.engine is None else self.engine.volume_at(t_s)
