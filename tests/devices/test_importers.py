"""Files of other programs: the numbers of the file, its times, and one clear error for the rest."""

import gzip
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Header, RecordingWriter
from devices.records import RR_MS, DeviceInfo, Marker
from devices.rr_list import decode_rr_ms

HRM = """[Params]
Version=106
SMode=000000000
Date=20240501
StartTime=08:57:29.5
Interval=238

[Note]
slow breathing

[HRData]
904
913
937
"""
SELFLOOPS = "01 May 2024 18:51:01\nTime (ms),HR (bpm),R-R (ms)\n246,96,616\n851,96,605\n"
VU_AMS = (
    "Subject Id: 7\n"
    "R-peak time\tibi_cumulative\tibi\tinterpolated\tLabelCode1\t\n"
    "01-05-24/14:08:59.580\t0\t0\tO\t-9999\t\n"
    "01-05-24/14:09:00.516\t936\t936\tO\t-9999\t\n"
    "01-05-24/14:09:01.480\t1900\t964\tO\t-9999\t\n"
)
KUBIOS = """HRV ANALYSIS RESULTS - 01-May-2024 13:15:19
Kubios HRV Standard

Parameters
  VLF: 0 - 0.04 Hz

RESULTS FOR A SINGLE SAMPLE
  Mean RR  (ms):              ,    756.0000,            ,

RR INTERVAL DATA and SPECTRUM ESTIMATES,
                              ,    SAMPLE 1,            ,            ,            ,
                              ,     RR Data,            ,FFT spectrum,            ,
                              ,        Time, RR interval,   Frequency,         PSD,
                              ,         (s),         (s),        (Hz),   (ms^2/Hz),
                              ,       0.766,       0.766,       0.000,   5942.2394,
                              ,       1.532,       0.766,       0.003,  44995.6734,
                              ,       2.259,       0.727,            ,            ,


"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("imports")


@pytest.fixture
def opened(tmp_path):
    def open_text(text):
        path = tmp_path / "file.dat"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return open_any(path)

    return open_text


def rr_ms(recording):
    assert {record.channel for record in recording.records} == {RR_MS}
    intervals = [decode_rr_ms(record.payload) for record in recording.records]
    assert {len(beats) for beats in intervals} == {1}, "one notification per beat"
    return [beats[0] for beats in intervals]


def times_s(recording):
    return [record.t_s for record in recording.records]


@pytest.mark.parametrize(
    "text",
    [
        "812\n798\n1005\n",
        "812\r\n798\r\n1005",
        "812\r798\r1005\r",
        b"\xef\xbb\xbf812\n798\n1005\n",
        "812\n798\n1005\n".encode("utf-16"),
        b"Gr\xf6\xdfe\n812\n798\n1005\n",
        gzip.compress(b"812\n798\n1005\n", mtime=0),
        "\n812\n\n  798  \n1005\n\n\n",
        "# RR of one evening\n# in ms\n812\n798 \n// a pause\n1005\n",
        "RR intervals (ms)\nof one evening\n812.000\n798.000\n1005.000\n",
        '"rr_ms"\n812\n798\n1005\n',
        "812,\n798,\n1005,\n",
        "8.12e2\n+798\n1005.\n",
        "0.812\n0.798\n1.005\n",
        ".812\n.798\n1.005\n",
        "hr,rr\n74,812\n75,798\n60,1005\n",
        "# SIGNAL EXPORT - KUBIOS\n# Device:\tn/a\n812.000\n798.000\n1005.000\n",
    ],
)
def test_lists_in_many_dresses(opened, text):
    recording = opened(text)
    assert rr_ms(recording) == [812.0, 798.0, 1005.0]
    assert times_s(recording) == [0.812, 1.610, 2.615]
    assert recording.header == Header(DeviceInfo(""), None, "")
    assert recording.warnings == ()


def test_a_list_in_seconds_carries_no_rounding(opened):
    recording = opened("1.001\n" * 1000)  # 1.001 * 1000 is 1000.9999999999999 in floats
    assert rr_ms(recording) == [1001.0] * 1000
    assert times_s(recording) == [count * 1001 / 1000 for count in range(1, 1001)]


def test_artifacts_are_kept_to_be_judged_later(opened):
    beats = [800.0, 250.0, 2500.0, 10.0, 20_000.0, 805.0, 790.0, 810.0]
    assert rr_ms(opened("\n".join(map(str, beats)))) == beats


@pytest.mark.parametrize(
    "text",
    [
        "t_s,rr_ms\n5.5,812\n6.25,798\n9.0,1005\n",
        "time_ms;ibi\n5500;812\n6250;798\n9000;1005\n",
        "Time (ms)\tHR\tR-R (ms)\n5500\t74\t812\n6250\t75\t798\n9000\t60\t1005\n",
        "Zeit der Messung\ntime; rr\n5,5;812,0\n6,25;798,0\n9,0;1005,0\n",
        "5.5 812\n6.25 798\n9 1005\n",
        "5.5,812\n6.25,798\n9,1005\n",
        "time,rri\n5500,0.812\n6250,0.798\n9000,1.005\n",
        "time,rr,since_start\n5500,812,1\n6250,798,2\n9000,1005,3\n",
        "rr,timestamp\n812,5500\n798,6250\n1005,9000\n",
        "time_us,rr\n5500000,812\n6250000,798\n9000000,1005\n",
        "time,hr,rr\n5.5,74,812\n6,75,\n6.25,75,798\n9,60,1005\n",
    ],
)
def test_tables_keep_the_times_of_the_file(opened, text):
    recording = opened(text)
    assert rr_ms(recording) == [812.0, 798.0, 1005.0]
    assert times_s(recording) == [0.812, 1.562, 4.312]
    assert recording.header.start_utc is None


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        (["1714557600.5", "1714557601.3"], UTC),
        (["1714557600500", "1714557601300"], UTC),
        (["1714557600500000000", "1714557601300000000"], UTC),
        (["2024-05-01T10:00:00.500Z", "2024-05-01T10:00:01.300Z"], UTC),
        (["2024-05-01T12:00:00.500+02:00", "2024-05-01T12:00:01.300+02:00"], UTC),
        (["2024-05-01T10:00:00.500", "2024-05-01T10:00:01.300"], None),
        (["2024-05-01 10:00:00.500", "2024-05-01 10:00:01.300"], None),
    ],
)
def test_dates_give_the_start(opened, times, zone):
    recording = opened(f"Phone timestamp;RR-interval [ms]\n{times[0]};500\n{times[1]};800\n")
    assert times_s(recording) == [0.5, 1.3]
    assert recording.header.start_utc == datetime(2024, 5, 1, 10, tzinfo=zone)


def test_beats_received_together_are_not_pulled_apart(opened):
    assert times_s(opened("time_ms,rr\n100,700\n100,800\n2000,900\n")) == [0.7, 0.7, 2.6]


def test_polar_hrm(opened):
    recording = opened(HRM)
    assert rr_ms(recording) == [904.0, 913.0, 937.0]
    assert times_s(recording) == [0.904, 1.817, 2.754]
    assert recording.header == Header(
        DeviceInfo(""), datetime(2024, 5, 1, 8, 57, 29, 500_000), "Polar"
    )
    assert opened(HRM.replace("20240501", "")).header.start_utc is None


@pytest.mark.parametrize(
    ("date", "start"),
    [
        ("01 May 2024 18:51:01", datetime(2024, 5, 1, 18, 51, 1)),
        ("1 5月 2024 18:51:01", datetime(2024, 5, 1, 18, 51, 1)),
        ("01 Maggio 2024 18:51:01", None),
        ("31 Feb 2024 18:51:01", None),
        ("", None),
    ],
)
def test_selfloops(opened, date, start):
    recording = opened(SELFLOOPS.replace("01 May 2024 18:51:01", date))
    assert rr_ms(recording) == [616.0, 605.0]
    assert times_s(recording) == [0.616, 1.221]
    began = start and start - timedelta(milliseconds=616 - 246)
    assert recording.header == Header(DeviceInfo(""), began, "Selfloops")


def test_vu_ams(opened):
    recording = opened(VU_AMS)
    assert rr_ms(recording) == [936.0, 964.0]
    assert times_s(recording) == [0.936, 1.9]
    first_peak = datetime(2024, 5, 1, 14, 8, 59, 580_000)
    assert recording.header == Header(DeviceInfo("VU-AMS"), first_peak, "VU-AMS")


def test_kubios_report(opened):
    recording = opened(KUBIOS)
    assert rr_ms(recording) == [766.0, 766.0, 727.0]
    assert times_s(recording) == [0.766, 1.532, 2.259]
    assert recording.header == Header(DeviceInfo(""), None, "Kubios HRV")


def test_several_rr_columns_are_told(opened):
    recording = opened("time,rr_ms,rri\n1,812,5\n2,798,5\n")
    assert rr_ms(recording) == [812.0, 798.0]
    assert recording.warnings == (
        "The file has several columns of RR intervals; the first one was read.",
    )


def test_own_recordings_open_too(tmp_path):
    header = Header(DeviceInfo("Strap"), None, "biofeedback 0.1.0")
    with RecordingWriter(tmp_path / "a.jsonl.gz", header) as writer:
        writer.write(Marker(1.0, "here"))
    recording = open_any(tmp_path / "a.jsonl.gz")
    assert (recording.header, recording.records) == (header, (Marker(1.0, "here"),))


def test_a_broken_off_gzip_list_loses_only_its_torn_end(opened):
    draw = random.Random(7)
    beats = [str(draw.randrange(600, 1100)) for _beat in range(5000)]
    whole = gzip.compress("\n".join(beats).encode())
    recording = opened(whole[: len(whole) // 2])
    kept = [f"{beat:.0f}" for beat in rr_ms(recording)]
    assert 1000 < len(kept) < 4000
    assert kept == beats[: len(kept)]
    assert recording.warnings == ("The file breaks off; everything before the break was kept.",)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", None, "is empty"),
        (" \n\n", None, "is empty"),
        (b"\x93NUMPY\x01\x00v\x00", None, "is not a text file"),
        ("Dear diary,\ntoday I slept well.\n", None, "is of no known type. Supported are"),
        ("800\n790\nabc\n805\n", 3, "“abc” is no RR interval"),
        ("800\nnan\n805\n", 2, "“nan” is no RR interval"),
        ("800\ninf\n805\n", 2, "“inf” is no RR interval"),
        ("800\n1_000\n805\n", 2, "“1_000” is no RR interval"),
        ("# rest\n800\n-790\n805\n", 3, "-790 is not greater than zero"),
        ("800\n0\n805\n", 2, "0 is not greater than zero"),
        ("800\n20001\n805\n", 2, "20001 is longer than 20 s"),
        ("800\n1e99\n805\n", 2, "longer than 20 s"),
        ("800\n0.79\n805\n", 2, "0.79 is in s, others are in ms"),
        ("0.8\n790\n0.805\n", 2, "790 is in ms, others are in s"),
        ("0.8\n21\n0.805\n", 2, "21 is longer than 20 s"),
        ("-790\n", 1, "the numbers are no RR intervals, -790 for one"),
        ("74\n75\n72\n", 1, "the numbers are no RR intervals, 74 for one. Choose"),
        ("0.318\n0.9\n30\n60\n90\n", 3, "the numbers are no RR intervals, 30 for one"),
        ("rr_ms\n", None, "holds no RR intervals"),
        ("time,rr\n", None, "holds no RR intervals"),
        ("time,rr\n1,\n2,\n", None, "holds no RR intervals"),
        ("time,rr\n1,800\n2,abc\n", 3, "“abc” is no RR interval"),
        ("time,rr\n1,800\nabc,790\n", 3, "“abc” is no time"),
        ("time,rr\n2024-05-01T10:00:00,800\n10:00,790\n", 3, "“10:00” is no time"),
        ("time,rr\n2024-05-01T10:00:00,800\n2024-05-01T10:00:01Z,790\n", 3, "is no time"),
        ("time,rr\n1,800\n2\n", 3, "has too few columns"),
        ("time,rr\n1,800\n3,790\n2,805\n", 4, "the time goes back. Sort"),
        ("A title\ntime,hr\n1,74\n2,75\n", 2, "no column holds RR intervals: time, hr"),
        ("0,812\n0,798\n0,805\n", 1, "the first column is no time"),
        ("812, 798, 805\n", 1, "the first column is no time"),
        (HRM.replace("238", "5"), 6, "averaged heart rates, no RR intervals"),
        (HRM.replace("913", "9I3"), 13, "“9I3” is no RR interval"),
        (HRM.partition("904")[0], None, "holds no RR intervals"),
        (SELFLOOPS.partition("246")[0], None, "holds no RR intervals"),
        (SELFLOOPS + "1000,96,-600\n", 5, "-600 is not greater than zero"),
        (VU_AMS + "01-05-24/14:09\t2\t900\tO\t\n", 6, "“01-05-24/14:09” is no time"),
        (KUBIOS.partition("RR INT")[0], None, "holds results only, no RR intervals"),
        (KUBIOS.replace("0.727", "O.727"), 17, "“O.727” is no RR interval"),
        ('{"some": "json"}', 1, "is not a recording of this program"),
    ],
)
def test_each_trouble_is_one_sentence_with_file_and_line(opened, tmp_path, text, line, message):
    with pytest.raises(FileError, match=message) as caught:
        opened(text)
    assert (caught.value.path, caught.value.line) == (tmp_path / "file.dat", line)
    assert str(tmp_path / "file.dat") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_at_all(tmp_path):
    for path in (tmp_path / "gone.txt", tmp_path):
        with pytest.raises(FileError, match="cannot be read"):
            open_any(path)


BEGINNINGS = (b"", b"\x1f\x8b\x08", b"{", b"\xff\xfe", *(
    text.encode() for text in (HRM, SELFLOOPS, VU_AMS, KUBIOS, "time,rr\n1,800\n", "800\n")
))  # fmt: skip
scraps = st.text('0123456789.,;:-+eET \t\n\r[]{}"#=rstimRnaHD\u0660', max_size=60).map(str.encode)


@given(st.sampled_from(BEGINNINGS), st.floats(0, 1), st.binary(max_size=60) | scraps)
@example(VU_AMS.encode(), 0.5, b"")
@example(HRM.encode(), 0.0, b"9" * 5000)
@example(b"800\n", 1.0, "٨٠٠".encode())
@example(b"time,rr\n", 1.0, b"9e99,800\n")
@example(SELFLOOPS.encode(), 1.0, b"9e99,96,600\n")
@example(b"time,rr\n0001-01-01,800\n", 1.0, b"0001-01-02,800\n")
def test_arbitrary_bytes_are_beats_or_a_file_error(folder, beginning, share, scrap):
    path = folder / "fuzz"
    path.write_bytes(beginning[: round(share * len(beginning))] + scrap)
    try:
        recording = open_any(path)
    except FileError:
        return
    assert times_s(recording) == sorted(times_s(recording))
    assert all(0 < beat <= 20_000 for beat in rr_ms(recording))
