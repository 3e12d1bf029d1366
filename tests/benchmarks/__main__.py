"""The entry of `make bench`: sets Django up, then measures."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendtrack.settings")
    django.setup()
    from tests.benchmarks.measure import main

    sys.exit(main())
