"""The document of a case: every format, and a calendar that a strict reader accepts."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.calendar import Event, calendar
from kadguide.exchange.case import case_document
from kadguide.exchange.document import Document
from kadguide.exchange.formats import FORMATS, formats_of, render
from kadguide.exchange.saving import save_and_say
from kadguide.guiding.cases import Case
from kadguide.knowledge.model import LANGS, Lang
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 25, 9, 5, tzinfo=timezone(timedelta(hours=7)))
LINE = "kerja sama dengan PT swasta untuk parkir"
_PROPERTY = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", re.S)


def case(title: str = LINE, kind: str = "ksdpk") -> Case:
    empty = Case("kasus1", title, kind, NOW, NOW)
    return empty.ticking("kak", NOW).starting("ksdpk-dprd", date(2026, 11, 25), NOW).ending(date(2030, 12, 31), NOW)


def made(engine: Engine, what: Case, lang: Lang = "id") -> Document:
    document = case_document(what, engine.snapshot, lang, NOW)
    assert document is not None
    return document


def properties(text: str) -> list[tuple[str, str, str]]:
    """Name, parameters and value of each content line; fails on what RFC 5545 does not allow."""
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    for octets in text.encode().split(b"\r\n"):
        assert len(octets) <= 75
        octets.decode()
    found = []
    for line in re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]:
        match = _PROPERTY.fullmatch(line)
        assert match, line
        assert not re.search(r"[\x00-\x1f\x7f]", match[3])
        found.append((match[1], match[2], match[3]))
    return found


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", re.sub(r"\\[\\;,nN]", "", value)), value
    return re.sub(r"\\([\\;,nN])", lambda match: "\n" if match[1] in "nN" else match[1], value)


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar, with the nesting checked; names of alarms stand behind a dot."""
    rows = properties(text)
    assert [row[0] for row in rows[:2]] == ["BEGIN", "VERSION"]
    open_: list[str] = []
    found: list[dict[str, str]] = []
    for name, parameters, value in rows:
        if name == "BEGIN":
            open_.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_.pop() == value
        elif open_[-1] in ("VEVENT", "VALARM"):
            key = f".{name}" if open_[-1] == "VALARM" else name
            assert key not in found[-1]
            found[-1][key] = unescaped(value)
            assert parameters == (";VALUE=DATE" if name in ("DTSTART", "DTEND") else "")
    assert open_ == []
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", ".ACTION", ".TRIGGER", ".DESCRIPTION"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        start, end = (datetime.strptime(event[key], "%Y%m%d").replace(tzinfo=UTC) for key in ("DTSTART", "DTEND"))
        assert end - start == timedelta(days=1)
    assert len({event["UID"] for event in found}) == len(found) > 0
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_kind_reasons_steps_and_articles(engine: Engine, suffix: str, lang: Lang) -> None:
    text = render(made(engine, case(), lang), suffix)
    assert LINE in text
    assert ("Pasal 34" if lang == "id" else "34") in text
    assert ("SIKERJA") in text
    assert ("Studi kelayakan" if lang == "id" else "Feasibility study") in text


def test_what_is_done_has_its_box_ticked(engine: Engine) -> None:
    text = render(made(engine, case().ticking("studi-kelayakan", NOW)), ".md")
    assert text.count("- [x] ") == 1
    assert text.count("- [ ] ") > 10


def test_json_is_data(engine: Engine) -> None:
    data = json.loads(render(made(engine, case()), ".json"))
    assert data["case"]["kind"] == "ksdpk"
    assert data["days"][0] == {**data["days"][0], "day": "2027-01-09", "about": "ksdpk-dprd"}
    assert all(row["source"] and row["entry"] for row in data["stages"] + data["documents"])


def test_a_practice_is_called_practice(engine: Engine) -> None:
    text = render(made(engine, case()), ".txt")
    assert re.search(r"praktik, bukan bunyi\s+aturan; Aplikasi\s+SIKERJA", text)


@pytest.mark.parametrize("lang", LANGS)
def test_the_calendar_is_valid_and_says_the_days(engine: Engine, lang: Lang) -> None:
    found = events(render(made(engine, case(), lang), ".ics"))
    assert [event["DTSTART"] for event in found] == [
        "20270109", "20301002", "20301101", "20301201", "20301224", "20301231",
    ]  # fmt: skip
    assert {event["DTSTAMP"] for event in found} == {"20261125T020500Z"}
    assert all(event["SUMMARY"].startswith(f"{LINE} · ") for event in found)
    practice = "praktik, bukan bunyi aturan" if lang == "id" else "practice, not a rule"
    assert [practice in event["DESCRIPTION"] for event in found] == [False, True, True, True, True, False]
    assert not any(mark in event["SUMMARY"] for event in found for mark in ("praktik", "practice", "SIKERJA"))
    assert ("diam 45 hari" if lang == "id" else "silence for 45 days") in found[0]["DESCRIPTION"]
    assert ("tidak dikeluarkan" if lang == "id" else "not taken out") in found[0]["DESCRIPTION"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_that_names_nobody_is_a_note(engine: Engine, lang: Lang) -> None:
    stages = {row["id"]: row["details"] for row in json.loads(render(made(engine, case(), lang), ".json"))["stages"]}
    who, note, remark = ("Siapa", "Keterangan", "Catatan") if lang == "id" else ("Who", "Note", "Remark")
    assert who in stages["ksdpk-persiapan"]
    assert who not in stages["ksdpk-penawaran"]
    assert note in stages["ksdpk-penawaran"]
    assert {note, remark} <= set(stages["ksdpk-dprd"])


@pytest.mark.parametrize("lang", LANGS)
def test_working_days_are_counted_without_weekends(engine: Engine, lang: Lang) -> None:
    abroad = Case("a", "sister city", "ksdpl", NOW, NOW).starting("ksdpl-dprd", date(2026, 11, 25), NOW)
    text = " ".join(render(made(engine, abroad, lang), ".txt").split())
    assert ("hanya Senin sampai Jumat. Hari libur" if lang == "id" else "only Monday to Friday. Public") in text


def test_an_event_keeps_its_name_as_long_as_its_day(engine: Engine) -> None:
    before = events(render(made(engine, case()), ".ics"))
    after = events(render(made(engine, case().ending(date(2031, 12, 31), NOW)), ".ics"))
    assert before[0]["UID"] == after[0]["UID"]
    assert not {event["UID"] for event in before[1:]} & {event["UID"] for event in after[1:]}


def test_long_and_marked_texts_are_folded_and_escaped() -> None:
    text = 'a\\b; c, "d"\nÜber ﷺ ' + "🙂é" * 100
    (event,) = events(calendar([Event("u,1", date(2026, 12, 31), text, text * 3)], NOW))
    assert event["SUMMARY"] == text
    assert event["DESCRIPTION"] == text * 3
    assert event["DTEND"] == "20270101"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_text(engine: Engine, title: str) -> None:
    document = made(engine, case(title[:400]))
    assert events(render(document, ".ics"))
    for suffix in FORMATS:
        text = render(document, suffix)
        assert "\x1b" not in text
        assert suffix != ".html" or "<script" not in text


def test_without_days_there_is_no_calendar_but_a_reason(engine: Engine, tmp_path: Path) -> None:
    document = made(engine, Case("a", LINE, "ksdpk", NOW, NOW))
    assert ".ics" not in formats_of(document)
    said = save_and_say(document, str(tmp_path / "kasus.ics"))
    assert "belum ada tanggal" in said
    assert list(tmp_path.iterdir()) == []
    assert "Disimpan" in save_and_say(made(engine, case()), str(tmp_path / "kasus.ics"))
    assert events((tmp_path / "kasus.ics").read_bytes().decode())


def test_a_case_without_a_kind_is_no_document(engine: Engine) -> None:
    assert case_document(Case("a", "x", "", NOW, NOW), engine.snapshot, "id", NOW) is None
    assert case_document(Case("a", "x", "lama", NOW, NOW), engine.snapshot, "id", NOW) is None
