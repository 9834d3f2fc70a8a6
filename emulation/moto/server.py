"""The emulated AWS: moto's server under a clock that can be turned.

    python server.py [--at INSTANT] [--reports-at-once] ROOT_ACCESS_KEY_ID

Listens on a free port of 127.0.0.1, prints `{"port": …}` as one line, and ends when its standard
input does, so that it never outlives who started it.
"""

import argparse
import json
import logging
import os
import sys
import threading
import warnings

from emulator import clock, control, patches
from emulator.state import state
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler
from werkzeug.serving import make_server


class QuietRequestHandler(MotoRequestHandler):
    def date_time_string(self, timestamp: float | None = None) -> str:
        # Every client's clock is right: an SDK that saw another date than its own would correct its
        # clock and retry errors that it otherwise would not.
        signed_at = None if state.tells_time else self.headers.get("X-Amz-Date")
        return super().date_time_string(
            clock.parse_signing_date(signed_at).timestamp() if signed_at else timestamp
        )

    def log_request(self, *_args: object) -> None:
        """One line for each request would bury what matters."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root_access_key_id")
    parser.add_argument("--at", help="where its clock starts, instead of now")
    parser.add_argument("--reports-at-once", action="store_true")
    given = parser.parse_args()
    # Moto warns of errors that no service's model names, as AccessDenied.
    warnings.filterwarnings("ignore", message="Exception", category=UserWarning)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    clock.start(given.at)
    patches.install(given.root_access_key_id, given.reports_at_once)
    application = control.Control(DomainDispatcherApplication(patches.create_app))
    server = make_server(
        "127.0.0.1", 0, application, threaded=True, request_handler=QuietRequestHandler
    )
    threading.Thread(target=exit_with_standard_input, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


def exit_with_standard_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
