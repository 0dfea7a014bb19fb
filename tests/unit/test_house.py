"""The rules of the house, read off the source: who imports whom, how long, how pure."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "claimcheck"
MODULES = sorted(SOURCE.rglob("*.py"))

FOUNDATION = {"claimcheck", "errors", "settings", "spool"}
"""`claimcheck` is the package itself: its version, which everybody may name."""
ENGINES = {"core", "fetching", "archive", "database"}
HOUSE = FOUNDATION | ENGINES | {"app", "reports"}

MAY_IMPORT = {
    "claimcheck": set(),
    "errors": set(),
    "settings": {"errors"},
    "spool": {"errors"},
    "core": FOUNDATION,
    # never sideways: each of these three could be swapped without the others noticing
    "fetching": FOUNDATION | {"core"},
    "archive": FOUNDATION | {"core"},
    "database": FOUNDATION | {"core"},
    # renders values, so it needs nothing but the values
    "reports": {"core", "claimcheck"},
    "app": FOUNDATION | ENGINES | {"reports"},
    # doors; the demo is one that the command line opens
    "demo": HOUSE,
    "web": HOUSE,
    "worker": HOUSE,
    "cli": HOUSE | {"demo", "web", "worker"},
    "__main__": HOUSE | {"cli"},
}
DOORS = {"demo", "web", "worker", "cli", "__main__"}

IMPURE_MODULES = {
    *("httpx", "httpcore", "httptools", "sqlalchemy", "alembic", "psycopg"),
    *("asyncio", "socket", "ssl", "http", "urllib.request", "threading", "multiprocessing"),
    *("os", "pathlib", "io", "shutil", "tempfile", "subprocess", "glob", "logging"),
    *("time", "random", "secrets", "typer", "rich"),
}
"""What core may not import: the network, the disk, the database, the clock, chance, the screen."""
PURE_PARTS = {"io.StringIO", "io.BytesIO"}
"""Names of those modules that touch nothing outside the process."""
IMPURE_BUILTINS = {"open", "print", "input"}
IMPURE_METHODS = {
    *("now", "utcnow", "today", "uuid1", "uuid4"),
    *("read_text", "write_text", "read_bytes", "write_bytes"),
}

MAX_FUNCTION_LINES = 60
MEDIAN_FUNCTION_LINES = 9
MAX_MODULE_LINES = 300
LONGER_MODULES: dict[str, str] = {}
"""Modules that may be longer, each with its reason."""


def name_of(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def room_of(module: Path) -> str:
    """Give the room that a module stands in; the package's own file is `claimcheck`."""
    first = module.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "claimcheck" if first == "__init__" else first


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def imported_names(module: Path) -> Iterator[tuple[int, str]]:
    """Give line and full dotted name of everything a module imports, inside functions too."""
    package = ("claimcheck", *module.relative_to(SOURCE).parts[:-1])
    return names_imported_by(tree_of(module), package)


def names_imported_by(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def imported_room(dotted: str) -> str | None:
    """Give the room that a name belongs to; None for other packages."""
    package, _, inside = dotted.partition(".")
    if package != "claimcheck":
        return None
    room = inside.partition(".")[0]
    named = room and ((SOURCE / room).is_dir() or (SOURCE / f"{room}.py").is_file())
    return room if named else "claimcheck"


def functions_of(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines, signature and docstring with them."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def is_impure(called: ast.expr) -> bool:
    """Tell whether a call reads a clock, the disk or chance; `tree.open()` of our own does not."""
    if isinstance(called, ast.Attribute):
        return called.attr in IMPURE_METHODS
    return isinstance(called, ast.Name) and called.id in IMPURE_BUILTINS


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_run_one_way(module: Path) -> None:
    """A room imports only what stands below it: never upward, never sideways."""
    room = room_of(module)
    assert room in MAY_IMPORT, f"{name_of(module)}: a new room; give it its place in MAY_IMPORT"
    for line, dotted in imported_names(module):
        target = imported_room(dotted)
        allowed = target is None or target == room or target in MAY_IMPORT[room]
        assert allowed, f"{name_of(module)}:{line}: {room} may not import {dotted}"


@pytest.mark.parametrize(
    "module", [module for module in MODULES if room_of(module) == "core"], ids=name_of
)
def test_core_is_pure(module: Path) -> None:
    """Core imports no network, disk, database, clock or chance, and calls none of them."""
    for line, dotted in imported_names(module):
        prefixes = {dotted.rsplit(".", count)[0] for count in range(dotted.count(".") + 1)}
        impure = prefixes & IMPURE_MODULES and dotted not in PURE_PARTS
        assert not impure, f"{name_of(module)}:{line}: core may not import {dotted}"
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call):
            where = f"{name_of(module)}:{node.lineno}"
            assert not is_impure(node.func), f"{where}: core may not call {ast.unparse(node.func)}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_function_is_long(module: Path) -> None:
    """Sixty lines are the most that one function takes."""
    for function in functions_of(module):
        lines = length_of(function)
        where = f"{name_of(module)}:{function.lineno} {function.name}"
        assert lines <= MAX_FUNCTION_LINES, f"{where}: {lines} lines; split it"


def test_median_function_is_short() -> None:
    """Half of all functions are nine lines or shorter."""
    lengths = [length_of(function) for module in MODULES for function in functions_of(module)]
    assert median(lengths) <= MEDIAN_FUNCTION_LINES


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_module_is_one_concept(module: Path) -> None:
    """Three hundred lines are the most that one concept takes, but for named exceptions."""
    lines = len(module.read_text(encoding="utf-8").splitlines())
    short = lines <= MAX_MODULE_LINES
    assert short or name_of(module) in LONGER_MODULES, f"{name_of(module)}: {lines} lines; split it"


def test_longer_modules_are_still_longer() -> None:
    """An exception goes when its module has been split."""
    for name in LONGER_MODULES:
        lines = len((SOURCE / name).read_text(encoding="utf-8").splitlines())
        assert lines > MAX_MODULE_LINES, f"{name} needs no exception any more"


def caught_names(handler: ast.ExceptHandler) -> set[str]:
    """Give the exceptions that a handler names; `everything` for a bare one."""
    if handler.type is None:
        return {"everything"}
    nodes = ast.walk(handler.type)
    return {getattr(node, "id", getattr(node, "attr", "")) for node in nodes}


def puts_right_and_raises(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler ends in a bare `raise`: it cleans up and hides nothing."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize(
    "module", [module for module in MODULES if room_of(module) not in DOORS], ids=name_of
)
def test_nothing_below_the_doors_swallows_every_error(module: Path) -> None:
    """A handler names what it expects; only a door may turn any error into a message."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ExceptHandler) and not puts_right_and_raises(node):
            broad = caught_names(node) & {"everything", "Exception", "BaseException"}
            where = f"{name_of(module)}:{node.lineno}"
            assert not broad, f"{where}: catches {', '.join(broad)}; name the error"


def test_alembic_folder_is_no_package() -> None:
    """With an `__init__.py` it would hide the library of that name from `python -m pytest`."""
    assert not (ROOT / "alembic" / "__init__.py").exists()


def test_names_of_test_files_are_unique() -> None:
    """Tests are no packages, so two files of one name would be taken for one module."""
    assert not list((ROOT / "tests").rglob("__init__.py"))
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py"))
    twice = [name for name, count in names.items() if count > 1 and name != "conftest.py"]
    assert not twice, f"rename one of each: {', '.join(twice)}"


# what a module of the archive might import, and whether the rule lets it pass
SPELLINGS = [
    ("from claimcheck.core import outcomes", True),  # below
    ("from claimcheck import __version__", True),  # the package itself
    ("import claimcheck", True),  # the same
    ("from . import segments", True),  # its own room
    ("import hashlib", True),  # not of the house
    ("from claimcheck.database import tables", False),  # sideways
    ("def f():\n    import claimcheck.fetching", False),  # sideways, hidden in a function
    ("from claimcheck import app", False),  # upward
    ("from ..cli import main", False),  # upward, by a relative name
]


@pytest.mark.parametrize(("code", "passes"), SPELLINGS)
def test_import_rule_sees_every_spelling(code: str, passes: bool) -> None:
    """However an import is written, the rule knows the room that it reaches for."""
    names = names_imported_by(ast.parse(code), ("claimcheck", "archive"))
    reached = {imported_room(dotted) for _, dotted in names} - {None, "archive"}
    assert (reached <= MAY_IMPORT["archive"]) is passes
