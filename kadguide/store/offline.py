"""A trainee's exam by file on the own computer: the log, line by line on the disk, and the sealed result."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from kadguide.files import write_whole
from kadguide.keeping.kept import StoreError
from kadguide.teaching.examfile import MOST_EXAM, ExamFile, read_exam
from kadguide.teaching.filelog import Clocks, LogRegister, open_sitting_log
from kadguide.teaching.handout import Handed, exam_of, file_stem, trainee_of
from kadguide.teaching.offlinelog import MOST_LOG, Event, OpenLog, begin_log, read_log
from kadguide.teaching.resultfile import SUFFIX, header_for, is_whole, own_result, proof_code, seal_result
from kadguide.teaching.sealing import SealError
from kadguide.teaching.sitting import Sitting
from kadguide.teaching.unlocking import Unlocked

FOLDER = "exams"
"""Where logs lie in the data folder."""
LOG_SUFFIX = ".kadlog"
SEALED_SUFFIX = ".sealed"
"""Of the copy beside the log, which is not called like a result, so that nobody collects it."""
_MOST_NAMES = 100


def read_exam_file(path: Path, app: str) -> ExamFile:
    """The exam in a file. Raises ``OSError``, and ``SealError`` when it is of no use."""
    with path.open("rb") as stream:
        return read_exam(stream.read(MOST_EXAM + 1), app=app)


def machine_clocks() -> Clocks:
    """The clocks of this computer. The steady one goes on while the lid is closed: on each system another one does."""
    number: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    steady = time.monotonic if number is None else partial(time.clock_gettime, number)
    return Clocks(lambda: datetime.now().astimezone(), steady)


class LogFile:
    """The file of one log, which one process at a time holds. Raises ``StoreError``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise _store_error(error) from error
        try:
            _hold(self._file)
        except OSError as error:
            os.close(self._file)
            raise StoreError("held") from error
        self._size = 0

    def read(self) -> bytes:
        """All of it; more than a log can have is cut off."""
        try:
            with os.fdopen(os.dup(self._file), "rb") as stream:
                stream.seek(0)
                return stream.read(MOST_LOG + 1)
        except OSError as error:
            raise _store_error(error) from error

    def keep(self, size: int) -> None:
        """Write on after the first ``size`` bytes; what follows them was half written."""
        self._size = size

    def write(self, line: bytes) -> None:
        """Add a line. It lies on the disk when this returns; when it cannot, none of it counts."""
        try:
            os.ftruncate(self._file, self._size)
            os.lseek(self._file, self._size, os.SEEK_SET)
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except OSError as error:
            raise _store_error(error) from error
        self._size += len(line)

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._file)


class _StoredLog(LogRegister):
    """A log that is full is to its user like a disk that is."""

    def _append(self, event: Event) -> None:
        try:
            super()._append(event)
        except SealError as error:
            raise StoreError("full") from error


class FileSeat(Sitting):
    """The seat of a trainee whose code was typed. :meth:`hand_over` seals what was answered once it has ended."""

    def __init__(
        self, file: ExamFile, unlocked: Unlocked, log: LogFile, register: LogRegister, folders: Sequence[Path]
    ) -> None:
        exam, trainee = exam_of(file), trainee_of(unlocked)
        super().__init__(register, exam, trainee, "file", register.now)
        self._file = file
        self._secret = unlocked.secret
        self._log = log
        self._register_of_log = register
        self._folders = folders

    def hand_over(self) -> Handed:
        """End the log, seal the result and put it where the instructor's files go. The same each time."""
        self._register_of_log.close()
        log = self._log.read()
        proof = proof_code(own_result(log, self._file, self._secret))
        return Handed(proof, str(self._put(self._sealed(log)) or ""), self.trainee.number)

    def _sealed(self, log: bytes) -> bytes:
        """The result, sealed once: a second seal would look like another file. Sealed anew is what is not whole, after
        a power cut, or is the seal of another log."""
        mark = hashlib.sha256(log).hexdigest()[:16]
        kept = self._log.path.with_name(f"{self._log.path.stem}-{mark}{SEALED_SUFFIX}")
        with suppress(OSError):
            if is_whole(found := kept.read_bytes()):
                return found
        sealed = seal_result(log, self._file, self._secret)
        with suppress(OSError):
            write_whole(kept, sealed)
        return sealed

    def _put(self, sealed: bytes) -> Path | None:
        stem = f"{file_stem(self.paper.title, 'id')}-{self.trainee.number:03d}"
        for folder in self._folders:
            for number in range(1, _MOST_NAMES):
                path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}"
                try:
                    if not path.exists():
                        write_whole(path, sealed)
                        return path
                    if path.read_bytes() == sealed:
                        return path
                except OSError:
                    break
        return None

    def close(self) -> None:
        """Let go of the log."""
        self._log.close()


def open_seat(
    file: ExamFile, unlocked: Unlocked, data: Path, app: str, folders: Sequence[Path], clocks: Clocks
) -> FileSeat:
    """The seat of a trainee, as it was left. ``data`` is the data folder, ``app`` the version of this kadguide; the
    first of ``folders`` that can be written gets the result.

    Raises ``StoreError``, also ``held`` while another window sits the same exam, and ``SealError`` when the log is not
    as kadguide left it.
    """
    log = LogFile(data / FOLDER / f"{file.digest[:16]}-{unlocked.trainee}{LOG_SUFFIX}")
    try:
        found = read_log(log.read(), unlocked.secret)
        if found is None:
            header = header_for(file, unlocked.trainee, app)
            state, line = begin_log(header, unlocked.secret)
            log.write(line)
            found = OpenLog(header, state, ())
        log.keep(found.state.size)
        register = open_sitting_log(exam_of(file), trainee_of(unlocked), found, clocks, log.write, _StoredLog)
        return FileSeat(file, unlocked, log, register, folders)
    except BaseException:
        log.close()
        raise


if sys.platform == "win32":
    import msvcrt

    def _hold(file: int) -> None:
        """Lock a byte that no log reaches."""
        os.lseek(file, 1 << 30, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(file: int) -> None:
        """Lock the file, until it is closed or the process ends."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _store_error(error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError("full")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return StoreError("unwritable")
    return StoreError("failed", reason=error)
