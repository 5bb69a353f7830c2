"""A file written beside its target is there whole, or not at all."""

import errno
import os
import re

import pytest

from devices.atomic import write_beside
from devices.errors import FileError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_older_file_stays_until_the_new_one_is_whole(tmp_path):
    target = tmp_path / "report.csv"
    target.write_text("old")
    with write_beside(target) as file:
        file.write("näw\n")
        file.flush()
        assert target.read_text() == "old"
    assert target.read_bytes() == b"n\xc3\xa4w\n"
    assert names(tmp_path) == ["report.csv"]


def test_bytes_go_to_the_buffer(tmp_path):
    with write_beside(tmp_path / "out.gz") as file:
        file.buffer.write(b"\x1f\x8b")
    assert (tmp_path / "out.gz").read_bytes() == b"\x1f\x8b"


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_an_error_leaves_nothing_new(tmp_path, kind):
    target = tmp_path / "report.csv"
    target.write_text("old")

    def break_off():
        with write_beside(target) as file:
            file.write("half")
            raise kind

    with pytest.raises(kind):
        break_off()
    assert target.read_text() == "old"
    assert names(tmp_path) == ["report.csv"]


def test_a_full_disk_is_told_and_cleaned_up(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="No space left") as caught, write_beside(tmp_path / "a"):
        pass
    assert caught.value.path == tmp_path / "a"
    assert names(tmp_path) == []


def test_what_an_interrupted_run_left_is_never_touched(tmp_path):
    (tmp_path / "a.part").write_text("left")
    (tmp_path / "a.2.part").write_text("left too")
    with write_beside(tmp_path / "a") as file:
        file.write("new")
    assert names(tmp_path) == ["a", "a.2.part", "a.part"]
    assert (tmp_path / "a.part").read_text() == "left"


def test_two_writers_at_once_do_not_mix(tmp_path):
    with write_beside(tmp_path / "a") as first, write_beside(tmp_path / "a") as second:
        first.write("first")
        second.write("second")
    assert (tmp_path / "a").read_text() == "first"
    assert names(tmp_path) == ["a"]


def test_no_folder_and_no_file(tmp_path):
    with (
        pytest.raises(FileError, match=re.escape(os.strerror(errno.ENOENT))),
        write_beside(tmp_path / "no" / "a"),
    ):
        pass
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match="it is not a file"), write_beside(tmp_path / "folder"):
        pass


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    link = tmp_path / "link"
    try:
        link.symlink_to(tmp_path / "real")
    except OSError:
        pytest.skip("this system does not let us make links")
    with write_beside(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == "new"
