"""`biofeedback clinic --virtual N` in the window: everybody has a name, a seat and a strap."""

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.group_messages import GroupMoved, GroupStands, SeatLink, SeatShown
from biofeedback.app.screenshots import wait
from biofeedback.app.settings import in_file
from biofeedback.app.start import App, Start

PEOPLE, LOOKS, LOOK_MS = 3, 6000, 5


def runs(message):
    return isinstance(message, GroupMoved) and message.stands is GroupStands.RUNNING


def test_the_window_opens_at_a_group_of_simulated_people(qt, tmp_path):
    likes = in_file(tmp_path / "likes.ini")
    likes.change(language="en", first_run_done=True, professional=True)
    place = str(tmp_path / "records.db")
    app = App(Start(place, plain=True, demo=True, group=True, people=PEOPLE, speed=5.0), likes)
    app.fit = lambda: None  # the same size on any screen
    told, shown = [], {}
    app.context.told.connect(told.append)

    def take(message):
        if isinstance(message, SeatShown):
            shown[message.number] = message

    def until(holds):
        for _ in range(LOOKS):
            if holds():
                return
            wait(LOOK_MS)
        raise AssertionError([each.error for each in told if isinstance(each, Failed)] or shown)

    app.context.told.connect(take)
    qt.show(app.window, 1280, 800)
    app.show()
    try:
        until(lambda: [seat.link for seat in shown.values()] == [SeatLink.CONNECTED] * PEOPLE)
        assert app.window.place.id == "group"
        assert len({seat.alias for seat in shown.values()}) == PEOPLE
        app.context.ask(lambda desk: desk.group.begin("paced-6-3min"))
        until(lambda: any(map(runs, told)))
    finally:
        app.window.close()
        app.close()
    assert not [each.error for each in told if isinstance(each, Failed)]
