#!/usr/bin/env python3
"""Whether the web process in this container answers; called by the container's health check."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main() -> int:
    """Ask as a person would, by the public name: others are refused."""
    line = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    name = urlsplit(os.environ["PUBLIC_ORIGIN"]).netloc
    try:
        line.request("GET", "/healthz", headers={"Host": name})
        return 0 if line.getresponse().status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
