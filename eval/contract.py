#!/usr/bin/env python3
"""The API against its own description: schemathesis, all checks, as an admin, for some minutes.

    pip install schemathesis
    python eval/contract.py [--minutes 10] [--seed 1]

A server with accounts is started over the example reports; every call is made with the token of an admin, so that
reports are added and retired, claims judged and reviewed. What is demanded beside the description stands in
schemathesis.toml. Exit status 1 where anything fails.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import EXAMPLES, SELON
from serve import HOST, served

RULES = Path(__file__).with_name("schemathesis.toml")
NAME, PASSWORD = "desk", "a long password"


def main() -> int:
    """Run schemathesis; its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long")
    parser.add_argument("--seed", type=int, help="draw the same cases again")
    args = parser.parse_args()
    program = Path(sys.executable).with_name("schemathesis")
    if not program.exists():
        sys.exit(f"contract: {program} is not there; pip install schemathesis")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "ledger.db"
        token = fill(database)
        with served(database, "--auth") as (port, _):
            command = [str(program), "--config-file", str(RULES), "run", f"http://{HOST}:{port}/api/openapi.json"]
            command += ["--checks", "all", "--max-time", str(round(60 * args.minutes)), "--continue-on-failure"]
            command += ["--header", f"Authorization: Bearer {token}", "--output-truncate", "false"]
            command += ["--seed", str(args.seed)] if args.seed is not None else []
            return subprocess.run(command, cwd=folder, check=False).returncode


def fill(database: Path) -> str:
    """The examples in a ledger with an admin; the admin's token."""
    ledger = ["--ledger", str(database)]
    subprocess.run([*SELON, "add", *map(str, sorted(EXAMPLES.glob("*.txt"))), *ledger], check=True)
    account = [*SELON, "user", "add", NAME, "--role", "admin", *ledger]
    subprocess.run(account, input=f"{PASSWORD}\n", text=True, check=True)
    made = subprocess.run([*SELON, "user", "token", NAME, *ledger], capture_output=True, text=True, check=True)
    return made.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
