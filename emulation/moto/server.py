"""The emulated AWS: moto's server under a clock that can be turned, as many of them as are asked for.

    python server.py ROOT_ACCESS_KEY_ID

Takes lines of JSON from standard input and answers with such on standard output. For `{"start": ID,
"at": INSTANT (without it: now), "reportsAtOnce": BOOLEAN}` a copy of this process serves an empty AWS on a
free port of 127.0.0.1, and says so with `{"started": ID, "port": PORT}`. `{"stop": ID}` ends it.
`{"ended": ID, "status": STATUS}` says of one that it has ended, asked or not. Loading moto is most
of what a start takes; a copy has it loaded. All end when standard input does, so that none outlives
who started it.
"""

import gc
import importlib
import json
import logging
import os
import signal
import sys
import threading
import warnings
from typing import Any

from emulator import (
    clock,
    connections,
    control,
    items,
    own_services,
    patches,
    queues,
    worked_out_once,
)
from emulator.state import state
from moto.core.utils import get_service_model
from moto.moto_api._internal import mock_random
from werkzeug.serving import make_server

# What loads slowly and most need. CloudFormation is slower yet, and few need it.
LOADED_AHEAD = ("awslambda", "dynamodb", "iam", "kms", "secretsmanager", "stepfunctions")
# The same of what botocore knows of services.
MODELS_AHEAD = ("dynamodb", "iam", "lambda", "sqs", "stepfunctions", "sts")
ENDING = {signal.SIGCHLD}


class QuietRequestHandler(connections.KeptAliveRequestHandler):
    def date_time_string(self, timestamp: float | None = None) -> str:
        # Every client's clock is right: an SDK that saw another date than its own would correct its
        # clock and retry errors that it otherwise would not.
        signed_at = None if state.tells_time else self.headers.get("X-Amz-Date")
        return super().date_time_string(
            clock.parse_signing_date(signed_at).timestamp() if signed_at else timestamp
        )

    def log_request(self, *_args: object) -> None:
        """One line for each request would bury what matters."""


class Servers:
    """The copies that serve."""

    def __init__(self, root_access_key_id: str) -> None:
        self.root_access_key_id = root_access_key_id
        self.ids: dict[int, int] = {}  # By process id.
        # Whose only writer is this process: a reader sees its end, however it ends.
        self.alive, self.lives = os.pipe()

    def handle(self, line: str) -> None:
        request = json.loads(line)
        if "stop" in request:
            for process, each in self.ids.items():
                if each == request["stop"]:
                    os.kill(process, signal.SIGTERM)
            return
        process = os.fork()
        if process == 0:
            self.serve(request)
        self.ids[process] = request["start"]

    def serve(self, request: dict[str, Any]) -> None:
        """Never returns."""
        try:
            os.close(self.lives)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
            os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
            threading.Thread(target=self.exit_with_starter, daemon=True).start()
            # The copies would all draw the same ids.
            mock_random.seed()
            clock.start(request.get("at"))
            patches.install(self.root_access_key_id, request["reportsAtOnce"])
            server = make_server(
                "127.0.0.1",
                0,
                control.Control(own_services.Dispatcher(patches.create_app)),
                threaded=True,
                request_handler=QuietRequestHandler,
            )
            say({"started": request["start"], "port": server.server_port})
            server.serve_forever()
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)

    def exit_with_starter(self) -> None:
        os.read(self.alive, 1)
        os._exit(0)

    def tell_ended(self, *_: object) -> None:
        while self.ids:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            say({"ended": self.ids.pop(process), "status": os.waitstatus_to_exitcode(status)})


def say(answer: dict[str, Any]) -> None:
    # In one piece, as others write there, too.
    os.write(sys.stdout.fileno(), f"{json.dumps(answer)}\n".encode())


def main() -> None:
    # Moto warns of errors that no service's model names, as AccessDenied.
    warnings.filterwarnings("ignore", message="Exception", category=UserWarning)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    for service in LOADED_AHEAD:
        importlib.import_module(f"moto.{service}.urls")
    worked_out_once.install()
    items.install()
    queues.install()
    connections.install()
    for service in MODELS_AHEAD:
        get_service_model(service)
    # What is loaded stays: no copy looks through it again.
    gc.freeze()
    servers = Servers(sys.argv[1])
    signal.signal(signal.SIGCHLD, servers.tell_ended)
    while line := sys.stdin.readline():
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        servers.handle(line)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


if __name__ == "__main__":
    main()
