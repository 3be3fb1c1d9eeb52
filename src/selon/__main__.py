"""`python -m selon` is the same as `selon`."""

from selon.cli.main import run

if __name__ == "__main__":
    run()
