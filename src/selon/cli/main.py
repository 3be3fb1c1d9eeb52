"""The program `selon`: its commands, loaded when they are called, and its exit statuses."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from selon.model.errors import StopRun

COMMANDS = {
    "read": ("selon.cli.read_command", "Read reports and print their claims."),
    "annotate": ("selon.cli.annotate_command", "Print one layer of what the claims are built from."),
    "fetch": ("selon.cli.fetch_command", "Fetch feeds and pages into an archive that can be read."),
    "add": ("selon.cli.add_command", "Read reports and keep them and their claims in a ledger."),
    "reread": ("selon.cli.reread_command", "Read the ledger's reports again with this version and these settings."),
    "list": ("selon.cli.list_command", "List the ledger's reports, newest first."),
    "show": ("selon.cli.show_command", "Show a claim with all that it rests on, or a report with its claims."),
    "find": ("selon.cli.find_command", "Find claims by words, source, kind, place, time, certainty, outlet."),
    "incidents": ("selon.cli.incidents_command", "List incidents: what several claims are about."),
    "incident": ("selon.cli.incident_command", "Show an incident: its versions side by side, and its disputes."),
    "disputes": ("selon.cli.disputes_command", "List what accounts say that cannot both hold."),
    "why": ("selon.cli.why_command", "Tell the sentences and reasons behind a decision."),
    "judge": ("selon.cli.judge_command", "Judge whether two claims are about the same happening."),
    "as-of": ("selon.cli.as_of_command", "Show what was told up to a day."),
    "log": ("selon.cli.log_command", "Print every change of the ledger, newest first."),
    "verify": ("selon.cli.verify_command", "Check that nothing in the ledger was altered, lost or added outside."),
    "stats": ("selon.cli.stats_command", "Count what the ledger holds."),
    "retire": ("selon.cli.retire_command", "Take a report, claim, judgement or review out of view, with a reason."),
    "export": ("selon.cli.export_command", "Write the ledger as an archive, or its claims for other tools."),
    "import": ("selon.cli.import_command", "Take in a ledger's archive."),
    "serve": ("selon.cli.serve_command", "Show the ledger in a browser, and answer other programs."),
    "publish": ("selon.cli.publish_command", "Write a read-only site of the incidents that reviewers accepted."),
    "user": ("selon.cli.user_command", "The accounts of `selon serve --auth`, and tokens for programs."),
    "gazetteer": ("selon.cli.gazetteer_command", "Build a file of places, or see what a name may mean."),
    "version": ("selon.cli.version_command", "Print the version of Selon and of its parsers."),
}
EXIT_STATUSES = {
    0: "every report was read, every address fetched",
    1: "`selon gazetteer find` knows no place of that name",
    2: "the run could not go on: a wrong option or setting, or nothing to work with",
    3: "some reports, addresses, or lines of a dump, were skipped; they are listed at the end of standard error",
    4: "`selon verify` found that the ledger was altered",
    130: "stopped by the keyboard",
}


class LazyGroup(TyperGroup):
    """Commands whose code is loaded only when they run, so that help is there at once."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """A command without its code: its name and what it is for."""
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][1]) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is to run, loaded."""
        name, _, rest = super().resolve_command(ctx, args)
        if name is None:
            return name, None, rest
        return name, load_command(name), rest


def load_command(name: str) -> Any:
    """The command of that name with its options."""
    command = get_command(import_module(COMMANDS[name][0]).app)
    command.name = name
    return command


def load_all() -> dict[str, Any]:
    """Every command by its full name, those of groups too."""
    found: dict[str, Any] = {}
    for name in COMMANDS:
        command = load_command(name)
        inner = getattr(command, "commands", None)
        found |= {f"{name} {key}": value for key, value in inner.items()} if inner else {name: command}
    return found


app = typer.Typer(
    cls=LazyGroup,
    name="selon",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A ledger of attributed claims: who says what happened, where, when, how many, how surely.",
    epilog="\b\nExit status:\n" + "\n".join(f"  {status:<4} {meaning}" for status, meaning in EXIT_STATUSES.items()),
)


@app.callback()
def _about() -> None:
    """Stands for the group itself; Typer wants one function."""


def run() -> None:
    """Run the program; expected trouble ends it with a message and a status, never a traceback."""
    try:
        app()
    except StopRun as stop:
        print(f"selon: {stop}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); there is no one left to tell.
        sys.stdout = open(sys.platform == "win32" and "nul" or "/dev/null", "w", encoding="utf-8")  # noqa: SIM115
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
