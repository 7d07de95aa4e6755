"""Test folders are not packages: what their files share is loaded by path, with ``load`` of ``fixtures/loading.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "fixtures"))
