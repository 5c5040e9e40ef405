"""One crawl in a process of its own, on a leash: the reactor cannot start twice."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsarchive.fleet.ending import Ending, ending_of
from newsarchive.fleet.leash import PATIENCE

# What is kept of what a crawl says.
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Result:
    """How a crawl ended, and its last words."""

    ending: Ending
    words: str


@dataclass
class Kennel:
    """The crawls that run for this worker."""

    running: set[Process] = field(default_factory=set)

    async def run(self, arguments: Sequence[str]) -> Result:
        """Run `newsarchive` with arguments; stop it cleanly when we are cancelled."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "newsarchive.fleet.leash", *arguments),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            # A terminal's Ctrl-C is for the worker, which tells us.
            start_new_session=True,
        )
        self.running.add(process)
        words = asyncio.gather(_tail(process.stdout), _tail(process.stderr))
        try:
            await asyncio.shield(words)
            code = await process.wait()
        except asyncio.CancelledError:
            await self._stop(process)
            return Result(Ending.INTERRUPTED, _last(*await words))
        finally:
            self.running.discard(process)
        return Result(ending_of(code), _last(*words.result()))

    def kill(self) -> None:
        """End all crawls at once; what was committed stands."""
        for process in self.running:
            process.kill()

    async def _stop(self, process: Process) -> None:
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _tail(stream: asyncio.StreamReader | None) -> bytes:
    """Read a stream to its end, and keep the end."""
    kept = b""
    while stream is not None and (chunk := await stream.read(_KEPT)):
        kept = (kept + chunk)[-_KEPT:]
    return kept


def _last(out: bytes, err: bytes) -> str:
    """Give what a crawl said last: its complaint, or else its report."""
    lines = (err.strip() or out.strip()).decode("utf-8", "replace").splitlines()
    return lines[-1].removeprefix("newsarchive: ") if lines else ""
