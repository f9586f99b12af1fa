"""`python -m skill.cli`: what the launcher runs."""

import sys

from skill.cli.main import main

sys.exit(main())
