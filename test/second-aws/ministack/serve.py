"""MiniStack on a free port of 127.0.0.1, over TLS.

    python serve.py CERTIFICATE KEY

Prints `{"port": …}` as one line, and ends when its standard input does, so that it never outlives who started it.
MiniStack's own command listens on a port that must be known before, and with TLS on port 443 as well.
"""

import asyncio
import json
import os
import socket
import sys
import threading


def main(certificate: str, key: str) -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    # From here on whoever connects waits until it is ready.
    listener.listen()
    port = listener.getsockname()[1]
    # MiniStack reads them as it is imported.
    os.environ["GATEWAY_PORT"] = str(port)
    os.environ["USE_SSL"] = "1"
    os.environ["MINISTACK_SSL_CERT"] = certificate
    os.environ["MINISTACK_SSL_KEY"] = key

    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.certfile = certificate
    config.keyfile = key
    threading.Thread(target=exit_with_standard_input, daemon=True).start()
    print(json.dumps({"port": port}), flush=True)
    asyncio.run(serve(app, config))


def exit_with_standard_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
