"""Help, usage and errors of the command line are in the language of the interface."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
import pytest

from kadguide.cli import speech
from kadguide.cli.main import main, run
from kadguide.cli.table import CLASS_COMMANDS, COMMANDS, CommandRow
from kadguide.config import Settings, save_settings
from kadguide.i18n import LANGUAGES
from kadguide.knowledge.model import Lang

ROOT = Path(speech.__file__).parent.parent
WORDS = tomllib.loads((ROOT / "locale" / "commands.id.toml").read_text(encoding="utf-8"))
INDONESIAN_ALREADY = ("lanjut", "anki", "data", "agenda")
"""Commands whose name is the same in both languages."""
SAME_NAMES = {"FOLDER", "ID", "MM", "NIP", "URL"}
"""Names of arguments that are the same in both languages."""


def said(*arguments: str) -> str:
    """What a command line says, in one line."""
    done = subprocess.run(
        [sys.executable, "-m", "kadguide", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return " ".join((done.stdout + done.stderr).split())


def all_commands(command: click.Command, name: str = "kadguide") -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            assert found is not None
            yield from all_commands(found, part)


def english() -> set[str]:
    """Every text of the help in English."""
    texts = {row.summary for row in (*COMMANDS, *CLASS_COMMANDS)}
    for command in all_commands(main):
        texts |= set(speech.paragraphs(command.help or ""))
        texts |= {name for one in command.params for name in names(one.metavar or "")} - SAME_NAMES
        texts |= {option.help for option in command.params if isinstance(option, click.Option) and option.help}
    return texts - {""}


def names(text: str) -> set[str]:
    """What a text writes in capitals: names of arguments, and words that are written so anyhow."""
    return set(re.findall(r"[A-Z]{2,}", text))


def test_every_name_of_an_argument_is_said_in_indonesian() -> None:
    named = {name for command in all_commands(main) for one in command.params for name in names(one.metavar or "")}
    assert {"FILE", "WORDS", "ACT"} <= named
    assert named - set(WORDS) - SAME_NAMES == set()
    english_names = named - SAME_NAMES
    left = {text for text in WORDS.values() if names(text) & english_names}
    assert not left


def test_every_argument_has_a_name_of_its_own() -> None:
    """Those that click would name from the program's own variables would stay English."""
    arguments = [one for command in all_commands(main) for one in command.params if isinstance(one, click.Argument)]
    assert arguments
    assert all(one.metavar for one in arguments)


def test_the_acts_of_the_proctor_are_named_in_both_languages() -> None:
    from kadguide.cli.class_control import ACTS, command

    (english_acts,) = [part for part in speech.paragraphs(command.help or "") if part.startswith("\b")]
    for acts in (inspect.cleandoc(command.help or "").split("\b\n")[1].split("\n\n")[0], WORDS[english_acts][2:]):
        told = [line.split()[0] for line in acts.strip().splitlines()]
        assert [ACTS[act] for act in told] == list(dict.fromkeys(ACTS.values()))
    assert "buka [UJIAN]" in WORDS[english_acts]


def test_every_text_of_the_help_is_said_in_indonesian() -> None:
    assert english() - set(WORDS) == set()
    assert all(words.strip() and words != text for text, words in WORDS.items())


def test_no_text_is_kept_that_nobody_says() -> None:
    names = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
    source = "".join(Path(getattr(click, name).__file__).read_text(encoding="utf-8") for name in names)
    source += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "cli").glob("*.py"))
    unsaid = [text for text in set(WORDS) - english() if text.split("\n")[0] not in source]
    assert unsaid == []


@pytest.mark.parametrize("row", [*COMMANDS, *CLASS_COMMANDS], ids=lambda row: row.name)
def test_every_command_has_an_indonesian_name(row: CommandRow) -> None:
    assert row.aliases or row.name in INDONESIAN_ALREADY


def test_no_name_means_two_commands() -> None:
    for rows in (COMMANDS, CLASS_COMMANDS):
        names = [name for row in rows for name in (row.name, *row.aliases)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--help",), ("Pemakaian: kadguide [OPSI]", "Opsi:", "Perintah: obrolan Buka obrolan", "bantuan ini lalu")),
        (("tanya", "-h"), ("kadguide tanya [OPSI]", "--top ANGKA", "[biasanya: 3; 1<=x<=20]", "Kode keluar 0")),
        (("kelas", "--help"), ("kumpulkan Ambil hasil ujian",)),
        (("bank", "export", "--help"), ("Tulis soal ke BERKAS", "[OPSI] BERKAS")),
        (("asl",), ("Ketik 'kadguide --help' untuk bantuan.", "Kesalahan: Perintah 'asl' tidak ada.")),
        (("ask", "--top", "x", "y"), ("Nilai untuk '--top' tidak dapat dipakai: 'x' bukan bilangan.",)),
        (("--knowledge", "nix"), ("Folder 'nix' tidak ada.",)),
        (("ask", "--bogus"), ("Opsi '--bogus' tidak ada.",)),
        (("--plain", "doctor"), ("letakkan opsi ini di belakang perintah: kadguide doctor …",)),
        (("kelas", "collect"), ("Argumen kurang: 'BERKAS'.",)),
        (("--lang", "en", "asl"), ("Usage: kadguide [OPTIONS]", "Try 'kadguide --help' for help.", "Error: No such")),
        (("ask", "--lang=en", "--help"), ("Options:", "Number of candidates.")),
    ],
)  # fmt: skip
def test_help_and_errors_speak_the_language_that_is_asked_for(
    arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    text = said(*arguments)
    for word in words:
        assert word in text


def test_the_language_of_the_settings_counts() -> None:
    save_settings(Settings("en"))
    assert "Error: No such command 'asl'." in said("asl")
    assert "Perintah 'asl' tidak ada." in said("--lang", "id", "asl")
    save_settings(Settings("id"))
    assert "Perintah 'asl' tidak ada." in said("asl")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("class new", "BERKAS"),
        ("class report k", "-o"),
        ("class blah", "blah"),
        ("class show k --code", "--codes"),
        ("class new k --roster nix.csv", "nix.csv"),
        ("class new k --roster .", "--roster"),
        ("class collect k nix", "nix"),
        ("class control k blah", "'open', 'buka', 'close'"),
        ("class exam k --minutes 900 --test pre", "600"),
        ("class results k --pass abc", "abc"),
        ("class show k x", "x"),
        ("class exam k --quiz", "--quiz"),
        ("class forget k", "Sebutkan satu saja"),
        ("class report k -o x.docx", "Akhiran .docx tidak dikenal"),
        ("class regrade k --exam pre --question 1 --reason x", "--all-right"),
    ],
)
def test_what_is_wrong_in_a_class_is_said_with_where_before_anything_is_prepared(
    arguments: str, expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def prepare(*_: object) -> NoReturn:
        raise AssertionError("the index is prepared, which takes twenty seconds at the first start")

    monkeypatch.setattr("kadguide.answering.loading.load_engine", prepare)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["kadguide", *arguments.split()])
    with pytest.raises(SystemExit) as ended:
        run()
    told = " ".join(capsys.readouterr().err.split())
    assert ended.value.code == 2
    assert expected in told
    assert not [word for word in ("Usage", "Error", "Try", "Invalid", "Missing", "does not") if word in told], told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_of_a_class_are_called_as_the_help_of_that_language_calls_them(lang: Lang) -> None:
    group = "kelas" if lang == "id" else "class"
    names = {row.aliases[0] if lang == "id" and row.aliases else row.name for row in CLASS_COMMANDS}
    text = (ROOT / "locale" / f"{lang}.toml").read_text(encoding="utf-8")
    told = set(re.findall(rf"kadguide {group} ([a-z]+)", text)) - {"yang", "commands"}
    assert told - names == set()
    assert len(told) > 5
