"""The snapshot file is used when it is current, and never trusted when it is stale or damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kadguide.answering.loading import MOST_OVERLAYS, SNAPSHOT, compile_sections, load_engine
from kadguide.files import PIECE, write_whole
from kadguide.knowledge.bundle import BundleError, fingerprint, open_bundle, pack, unpack
from tests.sample import FILES, write_sample


def test_sections_come_back_as_they_were() -> None:
    sections = {"one": b"12345", "two": b"", "three": bytes(range(256))}
    assert {name: bytes(view) for name, view in unpack(pack("mark", sections), "mark").items()} == sections


def test_a_stale_snapshot_is_refused() -> None:
    with pytest.raises(BundleError):
        unpack(pack("old", {"a": b"x"}), "new")


@pytest.mark.parametrize("position", [0, 9, 20, -1])
def test_one_flipped_byte_is_noticed(position: int) -> None:
    data = bytearray(pack("mark", {"a": b"some content"}))
    data[position] ^= 1
    with pytest.raises(BundleError):
        unpack(bytes(data), "mark")


@pytest.mark.parametrize("length", [0, 3, 15, 40])
def test_a_cut_file_is_noticed(length: int, tmp_path: Path) -> None:
    path = tmp_path / "x.bundle"
    path.write_bytes(pack("mark", {"a": b"some content"})[:length])
    with pytest.raises(BundleError):
        open_bundle(path, "mark")


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_a_file_of_any_size_is_written_whole(size: int, tmp_path: Path) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    write_whole(tmp_path / "x", data)
    assert (tmp_path / "x").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_damaged_snapshot_is_made_again(tmp_path: Path) -> None:
    root, cache = write_sample(tmp_path / "k"), tmp_path / "cache"
    load_engine(root, cache=cache)
    (cache / SNAPSHOT).write_bytes(b"rubbish")
    assert load_engine(root, cache=cache).snapshot.cards[0].id == "air-tarif"
    assert (cache / SNAPSHOT).read_bytes() != b"rubbish"


def test_a_sealed_snapshot_that_changes_is_read_through_again(tmp_path: Path) -> None:
    root, cache = write_sample(tmp_path / "k"), tmp_path / "cache"
    load_engine(root, cache=cache)
    load_engine(root, cache=cache)
    path = cache / SNAPSHOT
    assert path.with_name(f"{SNAPSHOT}.seal").is_file()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    load_engine(root, cache=cache)
    assert path.read_bytes() != bytes(data)


def test_a_changed_file_makes_a_new_snapshot(tmp_path: Path) -> None:
    root, cache = write_sample(tmp_path / "k"), tmp_path / "cache"
    load_engine(root, cache=cache)
    body = root / "topics/air/air-tarif.id.md"
    body.write_text(FILES["topics/air/air-tarif.id.md"].replace("bupati", "wali kota"), encoding="utf-8")
    assert "wali kota" in load_engine(root, cache=cache).snapshot.entry("air-tarif").body.id


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    root = write_sample(tmp_path / "k")
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert load_engine(root, cache=blocked / "cache").snapshot.cards


def test_the_same_library_gives_the_same_bytes(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    assert compile_sections(root) == compile_sections(root)


def test_the_fingerprint_sees_times_and_names(tmp_path: Path) -> None:
    root, code = write_sample(tmp_path / "k"), tmp_path / "code"
    for room in ("answering", "knowledge"):
        (code / room).mkdir(parents=True)
    before = fingerprint([root], code, "1")
    os.utime(root / "manifest.toml", (1, 1))
    assert fingerprint([root], code, "1") != before


def test_old_snapshots_of_overlays_are_forgotten(tmp_path: Path) -> None:
    root, cache = write_sample(tmp_path / "k"), tmp_path / "cache"
    overlay = tmp_path / "local"
    for number in range(MOST_OVERLAYS + 2):
        write_sample(overlay)
        os.utime(overlay / "manifest.toml", (number, number))
        load_engine(root, [overlay], cache)
    assert len(list(cache.glob("overlay-*.bundle"))) == MOST_OVERLAYS
    load_engine(root, cache=cache)
    assert (cache / SNAPSHOT).is_file()


def test_in_a_package_a_folder_that_was_replaced_is_seen(tmp_path: Path) -> None:
    code = tmp_path / "package"
    root = write_sample(code / "_knowledge")
    for room in ("answering", "knowledge"):
        (code / room).mkdir(parents=True)
    for folder in ("", "topics", "topics/air"):
        before = fingerprint([root], code, "1")
        os.utime(root / folder, (1, 1))
        assert fingerprint([root], code, "1") != before
