"""``python -m community_certs`` is ``community-certs``."""

import sys

from community_certs.cli import main

if __name__ == "__main__":
    sys.exit(main())
