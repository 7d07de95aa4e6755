"""Write the shipped chronicle as one page with a table that can be filtered."""

import sys
from pathlib import Path

from tertius.arenas import DEFAULT
from tertius.chronicles import chronicle_folder
from tertius.chronicles.browsing import table_page

Path(sys.argv[1]).write_text(table_page(chronicle_folder(DEFAULT)), encoding="utf-8")
