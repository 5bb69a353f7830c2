"""Contact, told by the strap or by the flow of intervals."""

from devices.contact import ContactWatch
from devices.heart_rate import HeartRateMeasurement


def troubles(*packets):
    watch = ContactWatch()
    return [watch.feed(float(t_s), HeartRateMeasurement(*rest)) for t_s, *rest in packets]


def test_the_strap_says_so():
    assert troubles((0, 60, (1000.0,), True), (1, 0, (), False), (2, 60, (1000.0,), True)) == [
        "",
        "contact_lost",
        "",
    ]


def test_a_strap_that_cannot_tell_is_judged_after_five_silent_seconds():
    seen = troubles((0, 60, (1000.0,)), *((second, 60) for second in range(1, 8)))
    assert seen == ["", "", "", "", "", "", "contact_lost", "contact_lost"]


def test_heart_rate_without_an_interval_for_ten_seconds():
    seen = troubles(*((second, 60) for second in range(12)))
    assert seen == [""] * 10 + ["heart_rate_only"] * 2


def test_no_rate_and_no_interval_is_no_contact():
    assert troubles((0, 0), (11, 0))[-1] == "contact_lost"


def test_a_slow_heart_sends_no_interval_in_some_packets():
    assert set(troubles(*((t, 40, (1500.0,) if t % 3 else ()) for t in range(60)))) == {""}
