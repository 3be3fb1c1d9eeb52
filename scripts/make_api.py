#!/usr/bin/env python3
"""Write docs/api.md from the code: the routes of `selon serve`, their parameters, and its errors.

python scripts/make_api.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from selon.ledger.ledger import Ledger
from selon.serve.api.openapi import DESCRIPTION
from selon.serve.app import create_app
from selon.serve.errors import CODES
from selon.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"

HEAD = """\
# API

Made from the code by `scripts/make_api.py`; do not edit by hand. `selon serve` itself gives the whole description, with
the shape and an example of every answer, as OpenAPI at `/api/openapi.json`.
"""
EXAMPLE = """\
```
curl 'http://localhost:8000/api/claims?kind=kill&from=2024-05&limit=20'
curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{"url": "https://courier.example/depot"}' https://desk.example/api/reports
curl -N -H "Authorization: Bearer $TOKEN" https://desk.example/api/jobs/w_2f0c9b1e5a7d4e6f8091a2b3/events
```

`POST /api/reports` takes a `text`, a page as `html`, or the `url` of one, with what is known of it (`published`,
`outlet`, `language`, `title`). It answers at once with a job; the job's events tell how far it is, and at the end which
report it added with how many claims, or why not. Jobs are kept until they are done: a server that was killed goes on
with them when it starts again. An address is fetched as `selon fetch` does, and never at a private address.

A **judgement** says whether two claims are about the same happening (`same`, `different`, `unsure`); a **review** says
of one claim whether it was read right (`accept`, `correct`, `reject`). Both are record, in the chain, with who, when
and why; taken back, they are retired and not erased. A correction changes what is shown and merged: a claim's
`correction` has each part as it was read and as it is now. A rejected claim counts in no incident.
"""


def as_page() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder, Ledger(f"{folder}/ledger.db") as ledger:
        schema = create_app(ledger, Settings()).openapi()
    routes, parameters = [], {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            names = [parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "query"]
            parameters |= {one["name"]: one for one in operation.get("parameters", ()) if one["in"] == "query"}
            told = ", ".join(f"`{name}`" for name in names)
            routes.append(f"| `{method.upper()} {path}` | {operation['description'].splitlines()[0]} | {told} |")
    named = "\n".join(f"| `{name}` | {_meaning(one)} |" for name, one in sorted(parameters.items()))
    errors = "\n".join(f"| `{code}` | {status} | {meaning} |" for code, (status, meaning) in CODES.items())
    return (
        f"{HEAD}\n{DESCRIPTION}\n{EXAMPLE}\n## Routes\n\n| route | what it does | asked by |\n|---|---|---|\n"
        + "\n".join(routes)
        + f"\n\n## Parameters\n\nAs in `selon find`.\n\n| name | what it is |\n|---|---|\n{named}\n"
        + f"\n## Errors\n\n| code | status | means |\n|---|---|---|\n{errors}\n"
    )


def _meaning(parameter: dict[str, Any]) -> str:
    shown = parameter["examples"]["example"]["value"]
    value = shown[0] if isinstance(shown, list) else shown
    told = str(value).lower() if isinstance(value, bool) else value
    return f"{parameter['description'].replace('|', chr(92) + '|')} For example `{told}`."


if __name__ == "__main__":
    PAGE.write_text(as_page(), encoding="utf-8")
