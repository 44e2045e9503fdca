"""The register as the event loop works with it: it never waits for the disk.

All writing is done by one thread with one connection. It gathers what came within a few milliseconds and writes the
answers among it as one transaction; whoever waits goes on only after the commit. Reading is done at once where it takes
less than a change of threads (a file), and in a few threads where it may take long (a database elsewhere).
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from kadguide.keeping.kept import StoreError
from kadguide.teaching.admission import recognise
from kadguide.teaching.register import Attempt, Classroom, Exam, Finish, Given, Pause, Recorded, Register, Trainee

GATHER_SECONDS = 0.003
"""How long the first of several answers waits for the others."""
FRESH_SECONDS = 0.25
"""How long exams and pauses are taken as they were read. Everything about one trainee is read anew."""
_T = TypeVar("_T")
Work = Callable[[Register], Any]


class _Job(NamedTuple):
    """Something to write: answers, or any other action. ``done`` gets the result."""

    given: tuple[Given, ...]
    work: Work | None
    done: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Desk:
    """Reads and writes one register for a server. ``threads`` read, or the event loop itself when it is 0."""

    def __init__(self, open_register: Callable[[], Register], threads: int = 0, fresh: float = FRESH_SECONDS) -> None:
        self._open_register = open_register
        self._own = threading.local()
        self._opened: list[Register] = []
        self._pool = ThreadPoolExecutor(threads, "register") if threads else None
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write_all, name="register-writer", daemon=True)
        self._shared = _Shared(fresh)
        self._closed = False
        self._under_way: list[Given] = []
        """Answers that are being written, in their order."""

    async def look(self, work: Callable[[Register], _T]) -> _T:
        """Do some reading."""
        if self._pool is None:
            return work(self._register())
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(self._register()))

    async def step(self, work: Callable[[Step], _T]) -> _T:
        """Do ``work``, which reads at once; what it writes is written before this returns."""

        def read(register: Register) -> tuple[_T, Step]:
            step = Step(register, self._shared, tuple(self._under_way))
            return work(step), step

        result, step = await self.look(read)
        own = [given for part in step.parts for given in part[0]]
        self._under_way += own
        try:
            for part in step.parts:
                await self._queue(*part)
        finally:
            for given in own:
                self._under_way.remove(given)
        return result

    async def write(self, work: Callable[[Register], _T]) -> _T:
        """Do ``work`` in the writer's thread, with the writer's connection."""
        result: _T = await self._queue((), work)
        return result

    async def close(self) -> None:
        """Write what is queued, and let go of the register."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        if self._writer.is_alive():
            await asyncio.to_thread(self._writer.join)
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        for register in self._opened:
            register.close()

    def _register(self) -> Register:
        """The connection of this thread."""
        if not hasattr(self._own, "register"):
            self._own.register = self._open_register()
            self._opened.append(self._own.register)
        found: Register = self._own.register
        return found

    # -- the writer

    async def _queue(self, given: tuple[Given, ...], work: Work | None) -> Any:
        if self._closed:
            raise StoreError("busy")
        if self._writer.ident is None:
            self._writer.start()
        loop = asyncio.get_running_loop()
        job = _Job(given, work, loop.create_future(), loop)
        self._jobs.put(job)
        return await job.done

    def _write_all(self) -> None:
        register = self._open_register()
        going_on = True
        while going_on:
            batch = [self._jobs.get()]
            if batch[0] is not None:
                time.sleep(GATHER_SECONDS)
            with contextlib.suppress(Empty):
                while True:
                    batch.append(self._jobs.get_nowait())
            going_on = None not in batch
            self._write(register, [job for job in batch if job is not None])
        register.close()

    def _write(self, register: Register, jobs: Sequence[_Job]) -> None:
        """Write jobs in their order, answers that follow one another together."""
        together: list[_Job] = []
        for job in jobs:
            if job.work is None:
                together.append(job)
                continue
            self._give(register, together)
            together = []
            self._do(register, job)
        self._give(register, together)

    def _give(self, register: Register, jobs: Sequence[_Job]) -> None:
        if not jobs:
            return
        try:
            register.give([given for job in jobs for given in job.given])
        except StoreError as error:
            if len(jobs) == 1:
                _settle(jobs[0], error=error)
            else:  # one that cannot be written takes no other with it
                for job in jobs:
                    self._give(register, [job])
        except Exception as error:
            for job in jobs:
                _settle(job, error=error)
        else:
            for job in jobs:
                _settle(job)

    def _do(self, register: Register, job: _Job) -> None:
        assert job.work is not None
        try:
            result = job.work(register)
        except Exception as error:
            _settle(job, error=error)
        else:
            _settle(job, result)


class _Shared:
    """Exams and their pauses, which all trainees have in common, as they were a moment ago."""

    def __init__(self, fresh: float) -> None:
        self._fresh = fresh
        self._kept: dict[tuple[str, str], tuple[float, Any]] = {}

    def get(self, kind: str, name: str, read: Callable[[], _T], before: str = "") -> _T:
        """What ``read`` gives, or gave. What is kept of the kind ``before`` is read after it: who sees an exam open
        again must see the pause for which it was closed, or all times would seem to be over."""
        at, found = self._kept.get((kind, name), (0.0, None))
        moment = time.monotonic()
        if not at or moment - at >= self._fresh:
            found = read()
            self._kept[kind, name] = moment, found
            for key in [key for key in self._kept if key[0] == before]:
                self._kept.pop(key, None)
        kept: _T = found
        return kept


class Step:
    """One step of one trainee: a register that reads at once and remembers what is to be written."""

    def __init__(self, register: Register, shared: _Shared, under_way: Sequence[Given] = ()) -> None:
        self.register = register
        self._shared = shared
        self._under_way = under_way
        self.parts: list[tuple[tuple[Given, ...], Work | None]] = []
        self._own: Trainee | None = None

    def recognise(self, ticket: str) -> Trainee | None:
        """The trainee whose step it is."""
        self._own = recognise(self.register, ticket)
        return self._own

    def classroom(self) -> Classroom | None:
        return self._shared.get("classroom", "", self.register.classroom)

    def listed(self) -> bool:
        """Whether anybody is on a list, and so has a code that was handed out."""
        return self._shared.get("listed", "", lambda: any(not one.walk_in for one in self.register.trainees()))

    def exams(self) -> tuple[Exam, ...]:
        return self._shared.get("exams", "", self.register.exams, before="pauses")

    def exam(self, id_: str) -> Exam | None:
        return next((exam for exam in self.exams() if exam.id == id_), None)

    def pauses(self, exam: str) -> tuple[Pause, ...]:
        return self._shared.get("pauses", exam, lambda: self.register.pauses(exam))

    def trainee(self, id_: str) -> Trainee | None:
        return self._own if self._own is not None and self._own.id == id_ else self.register.trainee(id_)

    def attempt(self, exam: str, trainee: str) -> Attempt | None:
        return self.register.attempt(exam, trainee)

    def answers(self, exam: str, trainee: str = "") -> tuple[Recorded, ...]:
        """What is written, and after it what is being written: whoever changes an answer back means the last one."""
        kept = self.register.answers(exam, trainee)
        own = [one for one in self._under_way if one.exam == exam and trainee in ("", one.trainee)]
        after = max((one.number for one in kept), default=0) + 1
        return (
            *kept,
            *(Recorded(exam, one.trainee, after + n, one.item, one.response, one.at) for n, one in enumerate(own)),
        )

    def begin(self, attempt: Attempt) -> None:
        self.parts.append(((), lambda register: register.begin(attempt)))

    def give(self, answers: Sequence[Given]) -> None:
        self.parts.append((tuple(answers), None))

    def move(self, exam: str, trainee: str, place: int, at: str) -> None:
        self.parts.append(((), lambda register: register.move(exam, trainee, place, at)))

    def finish(
        self, exam: str, trainee: str, at: str, how: Finish, proof: str = "", *, minutes: int | None = None
    ) -> bool:
        """Always true: whether it was ended before shows when it is read again."""
        self.parts.append(((), lambda register: register.finish(exam, trainee, at, how, proof, minutes=minutes)))
        return True


def _settle(job: _Job, result: Any = None, error: Exception | None = None) -> None:
    def tell() -> None:
        if job.done.done():
            return  # nobody waits any more
        if error is not None:
            job.done.set_exception(error)
        else:
            job.done.set_result(result)

    with contextlib.suppress(RuntimeError):  # the loop has ended
        job.loop.call_soon_threadsafe(tell)
