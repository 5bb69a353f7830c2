"""A run as EDF+, for EDFbrowser, MNE, Kubios and others: ECG, RR, beats, gaps and markers.

1. EDF wants a constant rate. The ECG has its real one, 130.2 Hz say, as so many samples in a record
   of 1 to 64 s: no sample is moved, mixed or dropped, and 1 uV stays 1 uV. The rate is true to 60
   ppm; over hours that adds up, and all that is in the file goes along.
2. What is missing reads 0, in the ECG (uV) as in the RR signal (ms), and an annotation says so.
3. Each beat is an annotation where its R peak stands, ``RR 812.5 ms``, with every digit; an
   interval that is no heartbeat's says ``(artifact)``. The RR signal holds each valid interval for
   as long as it lasted, at 4 Hz, in steps of 1/8 ms.
4. It starts when the recording did, on the clock on the wall. It tells nobody's name, nor the
   strap's; the alias is the patient code if that is wished.

Source: EDF+, Kemp & Olivan 2003, doi:10.1016/S1388-2457(03)00123-8.
"""

import io
import math
import unicodedata
from collections.abc import Iterator
from gettext import gettext as _
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from biofeedback.catalogue import installed
from biofeedback.hrv.columns import FloatArray
from biofeedback.store.exchange.ecg import Ecg, ecg_of
from biofeedback.store.exchange.material import Material
from devices.records import Marker
from devices.standard_decoder import decoder_of

if TYPE_CHECKING:
    from edfio import Edf, EdfSignal

RR_HZ = 4
_RR_STEPS_PER_MS = 8
_DIGITAL = (-(2**15), 2**15 - 1)
_LONGEST_RECORD_S = 64
_DRIFT_S = 0.01
"""Records grow until the rate keeps the last sample this close to its time."""
_LONGEST_S = 7 * 24 * 3600.0
_YEARS = range(1985, 2085)
"""That EDF can tell apart."""
_FIELD_LENGTH = 24
_TEXT_LENGTH = 200


def encode(material: Material) -> bytes:
    """Return the file.

    Raises
    ------
    FileError
        When there is neither ECG nor a heartbeat, or the run is too long for this format.
    """
    recording, beats = material.recording, material.beats
    decode = decoder_of(installed().type_of(recording.header.device))
    ecg = ecg_of(recording.records, decode)
    if ecg is None and not beats.t_s.size:
        raise material.unusable(_("holds no heartbeats"), _("Choose another run."))
    times_s = np.concatenate([beats.t_s, ecg.t_s if ecg else [], _marked(material)[0]])
    if np.abs(times_s).max() > _LONGEST_S:
        problem = _("lasts longer than a week, too long for EDF")
        raise material.unusable(problem, _("Export it as a recording."))
    record_s, samples = _records(ecg)
    lanes = _Lanes(material, ecg, samples / record_s)
    target = io.BytesIO()
    _edf(material, lanes, record_s).write(target)
    return target.getvalue()


def _records(ecg: Ecg | None) -> tuple[int, int]:
    """Return the length of a data record in seconds, and the ECG's samples in it.

    Lengths are powers of two: rates are then exact, in floats and in the file.
    """
    if ecg is None:
        return 1, 0
    rate_hz, lasts_s = ecg.rate_hz, float(ecg.t_s[-1] - ecg.t_s[0])
    record_s = 1
    while True:
        samples = max(round(rate_hz * record_s), 1)
        drift_s = abs(samples / (rate_hz * record_s) - 1) * lasts_s
        if drift_s <= _DRIFT_S or record_s == _LONGEST_RECORD_S:
            return record_s, samples
        record_s *= 2


class _Lanes:
    """The run on the file's own clock, on which the ECG's rate is constant."""

    def __init__(self, material: Material, ecg: Ecg | None, rate_hz: float) -> None:
        self.ecg, self.rate_hz, self.beats = ecg, rate_hz, material.beats
        self.place = np.zeros(0, np.intp)
        self._shift: tuple[FloatArray, FloatArray] = np.zeros(1), np.zeros(1)
        if ecg is not None:
            self.place = _places(ecg, rate_hz)
            self._shift = ecg.t_s, self.place / rate_hz - ecg.t_s
        marked_s, self.labels = _marked(material)
        self.beat_s, self.marked_s = self._file_s(self.beats.t_s), self._file_s(marked_s)
        ecg_end_s = (self.place[-1:] + 1) / (rate_hz or 1.0)
        self.end_s = float(np.concatenate([ecg_end_s, self.beat_s, self.marked_s]).max())

    def _file_s(self, t_s: FloatArray) -> FloatArray:
        """Return times of the records on the file's clock."""
        shifted: FloatArray = t_s + np.interp(t_s, *self._shift)
        return shifted

    def ecg_uv(self, count: int) -> NDArray[np.int16]:
        """Return `count` samples from the start of the file; 0 where there are none."""
        digital = np.zeros(count, np.int16)
        if self.ecg is not None:
            inside = self.place >= 0
            digital[self.place[inside]] = self.ecg.ecg_uv[inside].clip(*_DIGITAL)
        return digital

    def rr_steps(self, count: int) -> NDArray[np.int16]:
        """Return the RR signal; each sample is the valid interval that it lies in, or 0."""
        t_s, beats = np.arange(count) / RR_HZ, self.beats
        following = self.beat_s.searchsorted(t_s)
        inside = following < self.beat_s.size
        beat = following[inside]
        known = beats.valid[beat] & (t_s[inside] > self.beat_s[beat] - beats.rr_ms[beat] / 1000)
        digital = np.zeros(count, np.int16)
        steps = np.where(known, beats.rr_ms[beat], 0.0) * _RR_STEPS_PER_MS
        digital[inside] = steps.round().clip(0, _DIGITAL[1])
        return digital

    def annotations(self, count: int) -> Iterator[tuple[float, float | None, str]]:
        """Yield onset, duration and text; the ECG is `count` samples long."""
        for marked_s, label in zip(self.marked_s, self.labels, strict=True):
            yield marked_s, None, _printable(label)
        yield from self._beats()
        if self.ecg is not None:
            edges = np.concatenate([[-1], self.place, [count]])
            for i in np.flatnonzero(np.diff(edges) > 1):
                missing = edges[i + 1] - edges[i] - 1
                yield (edges[i] + 1) / self.rate_hz, missing / self.rate_hz, "no ECG"

    def _beats(self) -> Iterator[tuple[float, float | None, str]]:
        beats, before_s = self.beats, 0.0
        rows = zip(self.beat_s, beats.rr_ms, beats.valid, beats.gap, strict=True)
        for beat_s, rr_ms, valid, gap in rows:
            if gap:
                begin_s = beat_s - rr_ms / 1000
                yield before_s, max(begin_s - before_s, 0.0), "beats may be missing"
            yield beat_s, None, f"RR {float(rr_ms)!r} ms{'' if valid else ' (artifact)'}"
            before_s = beat_s


def _marked(material: Material) -> tuple[FloatArray, list[str]]:
    """Return when markers were set, and what they say."""
    markers = [record for record in material.recording.records if isinstance(record, Marker)]
    return np.array([marker.t_s for marker in markers]), [marker.label for marker in markers]


def _places(ecg: Ecg, rate_hz: float) -> NDArray[np.intp]:
    """Return the sample number of each sample: one after the other, anew after each gap."""
    begins = np.flatnonzero(ecg.gap)
    lengths = np.diff(np.append(begins, ecg.t_s.size))
    places, free = np.empty(ecg.t_s.size, np.intp), -math.inf
    for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True):
        first = int(max(round(float(ecg.t_s[begin]) * rate_hz), free))
        free = first + length
        places[begin : begin + length] = np.arange(first, free)
    return places


def _edf(material: Material, lanes: _Lanes, record_s: int) -> "Edf":
    from edfio import Edf, EdfAnnotation, Patient, Recording  # it takes a while

    records = max(math.ceil(lanes.end_s / record_s), 1)
    run, start = material.run, material.local_start
    known = start if start is not None and start.year in _YEARS else None
    samples = round(lanes.rate_hz * record_s) * records
    annotations = [
        EdfAnnotation(round(float(onset_s), 6), lasts_s and round(float(lasts_s), 6), text)
        for onset_s, lasts_s, text in lanes.annotations(samples)
    ]
    return Edf(
        _signals(lanes, samples, records * record_s * RR_HZ),
        patient=Patient(code=_subfield(material.person.alias) if material.named else "X"),
        recording=Recording(
            startdate=known.date() if known else None,
            equipment_code=_subfield(run.device_model),
            additional=[_subfield(run.program)],
        ),
        starttime=known.time() if known else None,
        data_record_duration=record_s,
        annotations=annotations,
    )


def _signals(lanes: _Lanes, samples: int, rr_samples: int) -> "list[EdfSignal]":
    from edfio import EdfSignal

    rr = EdfSignal.from_digital(
        lanes.rr_steps(rr_samples),
        RR_HZ,
        label="RR",
        transducer_type="held for as long as it lasted; 0: unknown",
        physical_dimension="ms",
        physical_range=(0, _DIGITAL[1] / _RR_STEPS_PER_MS),
        digital_range=(0, _DIGITAL[1]),
    )
    if not samples:
        return [rr]
    ecg = EdfSignal.from_digital(
        lanes.ecg_uv(samples),
        lanes.rate_hz,
        label="ECG",
        transducer_type="chest strap; 0 where samples are missing",
        physical_dimension="uV",
        physical_range=_DIGITAL,
    )
    return [ecg, rr]


def _subfield(text: str) -> str:
    """Return a text as a field of EDF's header may hold it: ASCII, no blanks; X for nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    shown = "".join(letter for letter in "_".join(plain.split()) if letter.isprintable())
    return shown[:_FIELD_LENGTH] or "X"


def _printable(label: str) -> str:
    """Return a label without the control characters that have a meaning in EDF+."""
    return "".join(letter if letter.isprintable() else " " for letter in label)[:_TEXT_LENGTH]
