"""Runs a command and prints what it and all that came of it took, as JSON: seconds, and how it ended.

    python measured.py LOG COMMAND…

The command's output goes to the file LOG. Who outlives its parent is adopted and waited for, so that
its time counts, too.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    log, *command = sys.argv[1:]
    if sys.platform != "linux" or ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1) != 0:
        sys.exit("only Linux counts the time of processes that outlive their parent")
    start = time.monotonic()
    with open(log, "wb") as output:
        status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    wall = time.monotonic() - start
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = {"wall": wall, "user": used.ru_utime, "system": used.ru_stime}
    print(json.dumps({**taken, "status": status.returncode}))


if __name__ == "__main__":
    main()
