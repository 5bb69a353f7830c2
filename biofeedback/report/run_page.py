"""The report of one run, in two readings of the same figures.

A patient gets one sentence, three figures and the picture; a professional all figures before,
during and after, how they were made, and how far they can be trusted. Neither gets a verdict.
"""

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from biofeedback.hrv.index import BY_NAME, RUN_INDICES
from biofeedback.hrv.quality import quality
from biofeedback.hrv.window import Windows
from biofeedback.locale import moment, number
from biofeedback.report import resonance, summary, words
from biofeedback.report.figures import AFTER, BEFORE, DURING, WHOLE, Figures
from biofeedback.report.foot import foot
from biofeedback.report.opened import Opened
from biofeedback.report.page import (
    Block,
    Fact,
    Facts,
    Page,
    Reading,
    Scale,
    Scales,
    Section,
    Table,
    Text,
)
from biofeedback.report.resonance_table import Criterion
from biofeedback.report.wave import wave_chart
from biofeedback.store.models import Rating
from devices.errors import marked

_PARTS = {
    BEFORE: marked("Before"),
    DURING: marked("During"),
    AFTER: marked("After"),
    WHOLE: marked("Whole run"),
}
_ROWS = (
    *(index.name for index in RUN_INDICES),
    *("mean_nn_ms", "lf_power_ms2", "hf_power_ms2", "total_power_ms2", "lf_hf"),
    *("artifact_pct", "coverage", "score"),
)
_EVERY_DAY = ("heart_rate_bpm", "rsa_bpm")


def run_page(opened: Opened, reading: Reading, language: str, program: str) -> Page:
    """Write the report of a run.

    Parameters
    ----------
    opened : Opened
        The run and everything that was made of it.
    reading : Reading
        For whom.
    language : str
        The one that is spoken, see `biofeedback.locale.speak`.
    program : str
        What writes it, with its version.
    """
    start = opened.run.local_start
    subtitle = [opened.person.alias, *([moment(start)] if start else [])]
    write = _for_patient if reading is Reading.PATIENT else _for_professional
    sections = [Section(title, blocks) for title, blocks in write(opened) if blocks]
    return Page(
        language,
        _title(opened),
        " · ".join(subtitle),
        _lead(opened),
        tuple(sections),
        foot(program),
    )


def _title(opened: Opened) -> str:
    if opened.session is not None:
        return opened.session.title
    return opened.run.title or opened.run.session or _("A recording")


def _lead(opened: Opened) -> str:
    if not opened.beats.t_s.size:
        return _("Nothing was measured. Your minutes of calm count all the same.")
    if opened.is_irregular:
        return _(
            "A calm time. Your heartbeat was too irregular to draw. If this is new to you, "
            "ask your doctor."
        )
    if opened.assessment is not None:
        return resonance.sentence(opened.assessment)
    rate = opened.figures.get((WHOLE, "heart_rate_bpm"))
    if not opened.parts and rate is not None:  # a recording of no session of ours
        return _("On average, your heart beat {count} times a minute.").format(count=number(rate))
    return summary.sentence(opened.parts)


def _for_patient(opened: Opened) -> Iterator[tuple[str, tuple[Block, ...]]]:
    part = DURING if (DURING, "heart_rate_bpm") in opened.figures else WHOLE
    facts = [Fact(_("Time for yourself"), words.minutes(opened.run.duration_s))]
    labels = dict(
        zip(_EVERY_DAY, (_("Heart rate"), _("Rise and fall with the breath")), strict=True)
    )
    for name, label in labels.items():
        figure = opened.figures.get((part, name))
        if figure is not None:
            facts.append(Fact(label, words.beats_a_minute(figure)))
    yield _("In short"), (Facts(tuple(facts)),)
    yield _("Your heart and your breath"), _picture(opened)
    if opened.ratings:
        quiet = Text(_("One session says little. The weeks tell."), quiet=True)
        yield _("How you were"), (_scales(opened.ratings), quiet)
    yield _("Notes"), _notes(opened)


def _for_professional(opened: Opened) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield _("At a glance"), (Facts(tuple(_quality(opened))),)
    yield _("Heart rate and breath"), _picture(opened)
    yield _("Figures"), tuple(_figures(opened))
    yield _("Breathing rates compared"), tuple(_resonance(opened))
    if opened.ratings:
        yield _("Ratings"), (_ratings_table(opened.ratings),)
    yield _("Notes"), _notes(opened)
    yield _("How it was made"), tuple(_methods(opened))


def _picture(opened: Opened) -> tuple[Block, ...]:
    chart = wave_chart(opened.beats, opened.plan, opened.start_s)
    return (chart,) if chart and not opened.is_irregular else ()


def _notes(opened: Opened) -> tuple[Block, ...]:
    lines = (line.strip() for line in opened.run.notes.splitlines())
    return tuple(Text(line) for line in lines if line)


def _quality(opened: Opened) -> Iterator[Fact]:
    yield Fact(_("Duration"), words.minutes(opened.run.duration_s))
    if opened.beats.t_s.size:
        [trust] = quality(opened.beats, Windows.whole(opened.beats))
        yield Fact(_("Artifacts"), _("{share} %").format(share=number(trust.artifact_pct, 1)))
        yield Fact(_("Coverage"), _("{share} %").format(share=number(100 * trust.coverage)))
        yield Fact(_("Longest gap"), _("{count} s").format(count=number(trust.gap_s, 1)))


def _figures(opened: Opened) -> Iterator[Block]:
    parts, rows = _rows(opened.figures)
    if not rows:
        return
    table = tuple(
        (words.title(name), words.unit(name), *(words.value(name, cell) for cell in cells))
        for name, cells in rows.items()
    )
    note = ""
    if any(not _means_the_same(name) for name in rows):
        note = _(
            "Slow breathing changes what the power in fixed bands means: "
            "it is shown for free breathing only."
        )
    head = (_("Figure"), _("Unit"), *(_(_PARTS[part]) for part in parts))
    yield Table(_("By part of the run"), head, table, note)


def _rows(figures: Figures) -> tuple[list[str], dict[str, list[float | None]]]:
    """Return the parts that are shown, and the figures that have a value in any of them."""
    known = {part for part, _name in figures}
    parts = [part for part in (BEFORE, DURING, AFTER) if part in known] or [WHOLE]
    rows = {name: [_figure(figures, part, name) for part in parts] for name in _ROWS}
    return parts, {name: row for name, row in rows.items() if row != [None] * len(parts)}


def _figure(figures: Figures, part: str, name: str) -> float | None:
    return None if part == DURING and not _means_the_same(name) else figures.get((part, name))


def _means_the_same(name: str) -> bool:
    """Whether a figure may be compared between slow and free breathing."""
    return name not in BY_NAME or BY_NAME[name].any_pace


def _resonance(opened: Opened) -> Iterator[Block]:
    found = opened.assessment
    if found is None or not found.rows or opened.is_irregular:
        return
    head = [_("What speaks for a rate")]
    head += [_("{rate}/min").format(rate=number(row.rate_per_min, 1)) for row in found.rows]
    rows = [
        (
            criterion.label,
            *(
                _vote(row.values[criterion], row.rate_per_min in found.votes[criterion])
                for row in found.rows
            ),
        )
        for criterion in Criterion
    ]
    breaths = (_("Breaths"), *(str(row.breaths) for row in found.rows))
    note = _("* best of the row. Weights are not known, so none are used.")
    yield Table(_("Six criteria by breathing rate"), tuple(head), (*rows, breaths), note)
    if found.own is not None:
        interval = _("Own rate {rate} a minute; nine times of ten between {low} and {high}.")
        bounds = (found.own.rate_per_min, found.own.low_per_min, found.own.high_per_min)
        rate, low, high = (number(bound, 1) for bound in bounds)
        yield Text(interval.format(rate=rate, low=low, high=high))


def _vote(figure: float | None, is_best: bool) -> str:
    if figure is None:
        return words.NOTHING
    text = number(figure, 0 if figure >= 100 or figure.is_integer() else 2)
    return f"* {text}" if is_best else text


def _by_scale(ratings: Sequence[Rating]) -> dict[str, dict[str, int]]:
    """Return the ratings of a run by scale and moment; the last one counts."""
    found: dict[str, dict[str, int]] = {}
    for rating in ratings:
        if rating.moment in (BEFORE, AFTER):
            found.setdefault(rating.scale, {})[rating.moment] = rating.value
    return found


def _scales(ratings: Sequence[Rating]) -> Scales:
    scales = []
    for scale, given in _by_scale(ratings).items():
        before, after = given.get(BEFORE), given.get(AFTER)
        told = []
        if before is not None:
            told.append(_("{value} before").format(value=before))
        if after is not None:
            told.append(_("{value} after").format(value=after))
        scales.append(Scale(words.scale(scale), before, after, ", ".join(told)))
    return Scales(tuple(scales))


def _ratings_table(ratings: Sequence[Rating]) -> Table:
    rows = [
        (words.scale(scale), *(str(given.get(when, words.NOTHING)) for when in (BEFORE, AFTER)))
        for scale, given in _by_scale(ratings).items()
    ]
    head = (_("Scale"), _("Before"), _("After"))
    note = _("A change of one point in one session lies within what ratings vary by.")
    return Table(_("Ratings from 0 to 10"), head, tuple(rows), note)


def _methods(opened: Opened) -> Iterator[Block]:
    run = opened.run
    if opened.beats.t_s.size:
        yield Text(
            _(
                "Artifacts were judged as during the run (Lipponen & Tarvainen 2019, "
                "doi:10.1080/03091902.2019.1640306, and patterns that no heart makes) and left "
                "out; no interval was made up, and no difference was taken across a gap."
            )
        )
    sources: dict[str, list[str]] = {}
    for name in _rows(opened.figures)[1]:
        if name in BY_NAME:
            sources.setdefault(BY_NAME[name].source, []).append(words.title(name))
    if sources:
        rows = tuple((", ".join(dict.fromkeys(names)), text) for text, names in sources.items())
        yield Table(_("Where the figures are defined"), (_("Figures"), _("Source")), rows)
    device = " ".join(filter(None, (run.device_name, run.device_model, run.device_firmware)))
    kept = (
        (_("Strap"), device or words.NOTHING),
        (_("Session"), run.session or words.NOTHING),
        (_("Ended"), words.finish(run)),
        (_("Recorded with"), run.program or words.NOTHING),
        (_("Run"), run.uid),
    )
    yield Table(_("What was recorded"), (_("Item"), _("Value")), kept)
