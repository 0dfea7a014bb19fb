"""The one way in: bytes of a claims file to its claims, or all its mistakes."""

from claimcheck.core.claims import ClaimsFile
from claimcheck.core.claims_file.build import build_file, build_rows
from claimcheck.core.claims_file.csv_tree import read_csv
from claimcheck.core.claims_file.encoding import decode
from claimcheck.core.claims_file.json_tree import read_json
from claimcheck.core.claims_file.problems import Problems, Unreadable
from claimcheck.core.claims_file.yaml_tree import read_yaml
from claimcheck.errors import ClaimsFileError, Problem


def parse_claims_file(content: bytes, name: str) -> ClaimsFile:
    """
    Read a claims file; the ending of its name (.yaml, .yml, .json, .csv) says the format.

    The format is described in docs/claims-file.md. Takes at most MAX_FILE_BYTES; the caller
    should look at the size before it reads the file.
    Raises ClaimsFileError with every mistake, each with its line and column.
    """
    problems = Problems()
    try:
        claims_file = _read(content, name, problems)
    except Unreadable as exc:
        problems.add_problem(exc.problem)
    if problems.count:
        raise ClaimsFileError(name, problems.listed())
    return claims_file


def _read(content: bytes, name: str, problems: Problems) -> ClaimsFile:
    ending = name.rpartition(".")[2].lower()
    if ending not in {"yaml", "yml", "json", "csv"}:
        message = "the name does not say the format of the claims file"
        raise Unreadable(Problem(0, 0, message, "end it in .yaml, .json or .csv"))
    text = decode(content, name, problems)
    if ending == "csv":
        return build_rows(read_csv(text, problems), problems)
    root = read_json(text, problems) if ending == "json" else read_yaml(text, problems)
    if root is None:
        raise Unreadable(Problem(0, 0, "the file holds only comments", "write at least one claim"))
    return build_file(root, problems)
