"""The words of the interface: values put into them, and errors of the operating system."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from kadguide.cli.prepare import open_engine
from kadguide.i18n import LANGUAGES, Catalog


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (errno.ENOENT, "berkas atau foldernya tidak ada", "no such file or folder"),
        (errno.EACCES, "tidak ada izin", "no permission"),
        (errno.ENOSPC, "disk penuh", "the disk is full"),
        (errno.EISDIR, "itu folder, bukan berkas", "that is a folder, not a file"),
        (errno.EROFS, "disk itu hanya bisa dibaca", "that disk can only be read"),
        (errno.EEXIST, "sudah ada", "it is there already"),
        (errno.ENAMETOOLONG, "namanya terlalu panjang", "the name is too long"),
        (errno.EADDRINUSE, "sedang dipakai program lain", "another program is using it"),
    ],
)
def test_an_error_of_the_system_is_said_in_the_language(number: int, indonesian: str, english: str) -> None:
    error = OSError(number, "as Python says it", "/a/file")
    assert [Catalog(lang).trouble(error) for lang in ("id", "en")] == [indonesian, english]
    assert Catalog("id")("learn.file_failed", path="a", reason=error) == f"Berkas a tidak dapat ditulis: {indonesian}"


def test_an_error_without_words_keeps_its_number_and_text() -> None:
    error = OSError(errno.EDEADLK, "Resource deadlock avoided")
    assert Catalog("id").trouble(error) == f"kesalahan sistem {errno.EDEADLK}: Resource deadlock avoided"
    assert Catalog("id").trouble(OSError("cannot seek")) == "cannot seek"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "full", "/a/file"), "/a/file: disk penuh"),
        (OSError(errno.ENOSPC, "full"), "disk penuh"),
        (OSError("cannot seek"), "cannot seek"),
    ],
)
def test_an_error_is_said_with_its_file_where_it_names_one(error: OSError, said: str) -> None:
    assert Catalog("id").located(error) == said


def test_a_file_that_is_no_text_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError) as raised:
        file.read_text(encoding="utf-8")
    assert [Catalog(lang).trouble(raised.value) for lang in ("id", "en")] == ["bukan teks UTF-8", "not UTF-8 text"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_that_has_words_is_one_that_systems_know(lang: str) -> None:
    """A mistyped name would never be said. Some names are unknown to some systems."""
    known = {name.casefold() for name in errno.errorcode.values()}
    named = {key.removeprefix("system.") for key in Catalog(lang).keys() if key.startswith("system.e")}  # noqa: SIM118
    assert len(named) > 20
    assert named - known <= {"edquot", "estale", "etxtbsy"}


def test_knowledge_that_cannot_be_read_is_said_with_its_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("kadguide.config.knowledge_root", lambda: str(tmp_path / "gone"))
    with pytest.raises(SystemExit) as ended:
        open_engine((), "id")
    assert ended.value.code == 2
    assert f"{tmp_path / 'gone'}" in (said := capsys.readouterr().err)
    assert "berkas atau foldernya tidak ada" in said


def test_knowledge_on_a_disk_that_names_no_file_is_said_without_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(*rest: object) -> None:
        raise OSError(errno.EIO, "as Python says it")

    monkeypatch.setattr("kadguide.answering.loading.load_engine", load)
    with pytest.raises(SystemExit):
        open_engine((), "id")
    word = Catalog("id")
    assert capsys.readouterr().err == word("error.knowledge", problem=word.trouble(OSError(errno.EIO, ""))) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_percentages_are_written_in_one_way(lang: str) -> None:
    """Without a blank, so that no line breaks within one either."""
    word = Catalog(lang)
    torn = re.compile(r"[\d}]\s%")
    assert not [key for key in word.keys() if torn.search(word(key))]  # noqa: SIM118


@pytest.mark.parametrize(
    "key",
    [
        "classroom.go_on_again", "classroom.left", "sitting.minutes_left", "report.nobody", "report.going",
        "board.hint_others", "board.host_came_back", "board.ask_close_text",
    ],
)  # fmt: skip
def test_what_is_often_one_is_said_without_a_plural(key: str) -> None:
    assert not re.search(r"\b1 (\w+ )?\w+s\b", Catalog("en")(key, count=1, minutes=1)), "one trainees, one minutes"


def test_no_code_says_an_error_in_the_words_of_python() -> None:
    """Where words of the interface are put together, the error itself is handed over."""
    assert not [file.name for file, text in sources() if "strerror" in text or ".filename or" in text]


def test_what_is_wrong_with_a_kept_file_is_put_into_words_once() -> None:
    assert [file.name for file, text in sources() if "kept.error_{" in text] == ["trouble.py"]


def sources() -> list[tuple[Path, str]]:
    """The files that put words of the interface together."""
    rooms = ("cli", "exchange", "plain", "store", "tui", "guiding", "keeping")
    package = Path(__file__).parents[1] / "kadguide"
    files = [file for room in rooms for file in (package / room).rglob("*.py")]
    assert len(files) > 100
    return [(file, file.read_text(encoding="utf-8")) for file in files]
