"""The house: short files and functions, imports downward, languages as data."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
SOURCE = HOME / "src" / "selon"
MODULES = sorted(SOURCE.rglob("*.py"))
CODE = [*MODULES, *sorted((HOME / "eval").glob("*.py")), *sorted((HOME / "tests").rglob("*.py"))]
DATA = [*sorted(SOURCE.rglob("*.toml")), *sorted((HOME / "tests" / "banks").rglob("*.toml"))]
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS = 400, 50, 6
NO_SUBJECT = {"utils", "util", "helpers", "helper", "common", "misc"}

# What each part may import of ours: what stands below it, never what stands beside it.
STAGES = ("read", "parse", "extract", "resolve", "merge", "ledger")
ALLOWED = {
    "model": {"model"},
    "languages": {"languages", "model"},
    **{stage: {stage, "languages", "model"} for stage in STAGES},
    "show": {"show", *STAGES, "languages", "model"},
    "pipeline": {*STAGES, "languages", "model"},
    "merging": {"merging", "pipeline", *STAGES, "languages", "model"},
    "annotate": {"pipeline", *STAGES, "languages", "model"},
    "api": {"pipeline", *STAGES, "languages", "model"},
    "settings": {"pipeline", "show", *STAGES, "languages", "model"},
    "serve": {"serve", "merging", "settings", "pipeline", "show", *STAGES, "languages", "model"},
    "cli": {"cli", "merging", "serve", "settings", "annotate", "pipeline", "show", *STAGES, "languages", "model"},
    "__main__": {"cli"},
    "__init__": {"api", "ledger"},
}


def shown(path: Path) -> str:
    return str(path.relative_to(HOME))


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def our_imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "selon":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("selon.")}
    return found


@pytest.mark.parametrize("path", DATA, ids=shown)
def test_data_files_are_short_too(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", CODE, ids=shown)
def test_files_are_short_and_have_a_subject(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert path.stem not in NO_SUBJECT
    if path.name != "__init__.py":
        assert ast.get_docstring(ast.parse("\n".join(lines))), "the first line names the subject"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MOST_FUNCTION_LINES, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_functions_have_few_parameters_and_the_public_ones_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            own = [argument for argument in arguments if argument.arg not in ("self", "cls")]
            # An option of a command is a parameter of its function: Typer reads them there.
            command = part_of(path) == "cli" and path.stem.endswith("_command")
            assert command or len(own) <= MOST_PARAMETERS, f"{node.name} has {len(own)} parameters"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_imports_go_downward(path: Path) -> None:
    found = our_imports(ast.parse(path.read_text(encoding="utf-8")))
    assert found <= ALLOWED[part_of(path)], f"{shown(path)} may not import {found - ALLOWED[part_of(path)]}"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_language_is_a_special_case(path: Path) -> None:
    if part_of(path) != "languages":
        found = re.search(
            r"""\b(language|code|lang)(\.code)?\s*(==|!=|in)\s*\(?["'](en|fr)["']""", path.read_text("utf-8")
        )
        assert found is None, f"{found and found[0]!r}: put it into the language's folder"


def test_the_flow_is_one_short_page() -> None:
    assert len((SOURCE / "pipeline.py").read_text(encoding="utf-8").splitlines()) < 60


def test_no_path_of_one_machine() -> None:
    for path in CODE:
        assert not re.search(r"[\"'](/work|/home/\w|/root)/", path.read_text(encoding="utf-8")), shown(path)
