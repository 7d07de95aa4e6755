"""``python -m tertius``."""

from tertius.cli import main

if __name__ == "__main__":
    main()
