"""Frames against a golden file: JSON lines as `biofeedback run --frames` writes them, or gzipped.

Numbers may differ by a share of themselves, or by as much of 1; everything else must be the same.
A difference is told as a person looks for it: the first frame that differs, what is in it, and how
far it goes on.
"""

import gzip
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from biofeedback.testing.run import Run
from devices.atomic import write_beside

RTOL = 1e-9
"""Computers may differ in the last digits."""
_MOST_TOLD = 8
_ABSENT = object()

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Golden:
    """What the fixture `assert_frames_match` gives.

    Attributes
    ----------
    folder : Path
        What relative paths are seen from: the folder of the test.
    update : callable or None
        Write the golden file instead of comparing, and tell this what was done.
    """

    folder: Path
    update: Callable[[str], None] | None = None

    def __call__(self, run: Run, golden: Path | str, rtol: float = RTOL) -> None:
        """Compare the frames of a run with a golden file.

        Parameters
        ----------
        run : Run
            As `replay` or a virtual strap gives it.
        golden : Path or str
            `.jsonl` or `.jsonl.gz`.
        rtol : float
            How far numbers may differ, as a share of the larger one; near zero, as a share of 1.
            At 0 they must agree to the last bit.

        Raises
        ------
        AssertionError
            When they differ, or there is no golden file; the text says where, and what to do.
        """
        __tracebackhide__ = True
        path = self.folder / golden
        frames = plain_frames(run)
        if self.update:
            self.update(_written(path, frames))
            return
        if not path.is_file():
            raise AssertionError(f"there is no golden file {path}: pytest --update-golden makes it")
        if told := difference(frames, read_golden(path), rtol):
            raise AssertionError(
                f"the frames are not those of {path.name}\n{told}\n"
                "If this is meant, pytest --update-golden writes the file anew."
            )


def plain_frames(run: Run) -> list[Plain]:
    """Return the frames of a run as their lines of JSON read back."""
    return [json.loads(json.dumps(frame.as_json())) for frame in run.frames]


def read_golden(path: Path) -> list[Plain]:
    """Read a golden file.

    Raises
    ------
    AssertionError
        When a line in it is no frame.
    """
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    frames: list[Plain] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            frames.append(dict(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise AssertionError(f"{path}, line {number}: this is no frame") from error
    return frames


def difference(frames: Sequence[Plain], golden: Sequence[Plain], rtol: float = RTOL) -> str:
    """Say how frames differ from golden ones; empty where they do not."""
    found = [
        (number, differing)
        for number, (is_, was) in enumerate(zip(frames, golden, strict=False))
        if (differing := dict(_differing(is_, was, rtol)))
    ]
    lines = list(_first(frames[found[0][0]], *found[0])) if found else []
    if len(found) > 1:
        lines.append(_how_many(found))
    if len(frames) != len(golden):
        rest = "the frames that both have are the same" if not found else "one stops earlier"
        lines.append(f"There are {len(frames)} frames, the file has {len(golden)}: {rest}.")
    return "\n".join(lines)


def _first(frame: Plain, number: int, differing: Mapping[str, tuple[Any, Any]]) -> Iterator[str]:
    """Tell the first frame that differs."""
    where = f"t_s = {frame.get('t_s')}, session_t_s = {frame.get('session_t_s')}"
    yield f"first at frames[{number}], {where}, block {frame.get('block')!r}:"
    for name, (is_, was) in list(differing.items())[:_MOST_TOLD]:
        yield f"    {name} is {_told(is_)}, was {_told(was)}{_apart(is_, was)}"
    if len(differing) > _MOST_TOLD:
        yield f"    and {len(differing) - _MOST_TOLD} more"


def _how_many(found: Sequence[tuple[int, Mapping[str, Any]]]) -> str:
    counts = Counter(name for _number, differing in found for name in differing)
    names = ", ".join(f"{name} ({count})" for name, count in counts.most_common(_MOST_TOLD))
    last = found[-1][0]
    return f"{len(found) - 1} more frames differ, the last is frames[{last}]; by figure: {names}."


def _differing(is_: Plain, was: Plain, rtol: float) -> Iterator[tuple[str, tuple[Any, Any]]]:
    here, there = dict(_flat(is_)), dict(_flat(was))
    for name in here | there:
        pair = here.get(name, _ABSENT), there.get(name, _ABSENT)
        if not _same(*pair, rtol):
            yield name, pair


def _flat(plain: Plain, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in plain.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _same(is_: Any, was: Any, rtol: float) -> bool:
    if _is_number(is_) and _is_number(was):
        return math.isclose(is_, was, rel_tol=rtol, abs_tol=rtol)
    return type(is_) is type(was) and bool(is_ == was)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _told(value: Any) -> str:
    return "absent" if value is _ABSENT else "null" if value is None else repr(value)


def _apart(is_: Any, was: Any) -> str:
    if not (_is_number(is_) and _is_number(was)) or not was:
        return ""
    return f" ({100 * (is_ - was) / abs(was):+.3g} %)"


def _written(path: Path, frames: Sequence[Plain]) -> str:
    """Write a golden file, unless it says the same already; return what was done."""
    data = "".join(f"{json.dumps(frame)}\n" for frame in frames).encode()
    if path.suffix == ".gz":
        data = gzip.compress(data, mtime=0)  # the same frames give the same file
    if path.is_file() and path.read_bytes() == data:
        return f"{path}: unchanged, {len(frames)} frames"
    with write_beside(path) as file:
        file.buffer.write(data)
    return f"{path}: written, {len(frames)} frames"
