"""Run newsarchive for a worker, and never longer than it: `python -m newsarchive.fleet.leash`.

The worker holds the other end of our standard input. When it closes that, or dies, we
stop as if by Ctrl-C: after the answers on their way, with all that was read committed.
"""

import os
import runpy
import signal
import sys
import threading
import time

# Seconds from the word to stop until we leave whatever is on its way.
PATIENCE = 28
# What the shell gives for Ctrl-C.
INTERRUPTED = 130


def main() -> None:
    """Run the command that was given, watching the worker."""
    # A worker that was put into the background by a shell ignores Ctrl-C; we must not.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_watch, daemon=True).start()
    runpy.run_module("newsarchive", run_name="__main__", alter_sys=True)


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(PATIENCE)
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
