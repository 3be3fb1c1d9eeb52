#!/usr/bin/env python3
"""Write docs/reference.md from the code: commands, options, settings, exit statuses.

python scripts/make_reference.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from selon.cli.main import COMMANDS, EXIT_STATUSES, load_all
from selon.settings import SETTINGS
from selon.show.columns import COLUMNS

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"


def as_reference() -> str:
    """The whole page."""
    commands = "\n".join(_command(name, command) for name, command in load_all().items())
    settings = "\n".join(
        f"| `{setting.variable}` | {f'`{setting.default}`' if setting.default else 'none'} | {setting.help} |"
        for setting in SETTINGS
    )
    columns = "\n".join(f"| `{column.name}` | {column.meaning} |" for column in COLUMNS)
    statuses = "\n".join(f"| {status} | {meaning} |" for status, meaning in EXIT_STATUSES.items())
    return (
        "# Reference\n\nMade from the code by `scripts/make_reference.py`; do not edit by hand.\n\n"
        f"## Commands\n\n{commands}\n"
        "## Settings\n\nAn option goes before the environment, the environment before the default.\n\n"
        f"| variable | default | what for |\n|---|---|---|\n{settings}\n\n"
        "## Columns\n\nOf `selon export --format csv` and `parquet`, and of `geojson` as properties.\n\n"
        f"| column | what it holds |\n|---|---|\n{columns}\n\n"
        f"## Exit statuses\n\n| status | means |\n|---|---|\n{statuses}\n"
    )


def _command(name: str, command: Any) -> str:
    given = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    summary = COMMANDS[name][1] if name in COMMANDS else command.help.splitlines()[0]
    options = "\n".join(_option(parameter) for parameter in command.params if parameter not in given)
    examples = "\n".join(line.strip() for line in (command.epilog or "").splitlines() if line.startswith("  "))
    table = f"| option | what for |\n|---|---|\n{options}\n\n" if options else ""
    usage = " ".join(["selon", name, *(parameter.metavar for parameter in given)])
    needs = "".join(f"`{parameter.metavar}`: {parameter.help}\n\n" for parameter in given)
    return f"### `{usage}`\n\n{summary}\n\n{needs}{table}```\n{examples}\n```\n"


def _option(parameter: Any) -> str:
    choices = get_args(parameter.type_descriptor.annotation) if parameter.metavar is None else ()
    value = " or ".join(f"`{choice}`" for choice in choices) if choices else f"`{parameter.metavar}`"
    value = "" if parameter.is_flag else f" {value.replace('|', chr(92) + '|')}"
    needed = ", needed" if parameter.required else ""
    return f"| `{parameter.opts[0]}`{value}{needed} | {(parameter.help or '').replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    REFERENCE.write_text(as_reference(), encoding="utf-8")
