"""The `claimcheck` command."""

import sys

from claimcheck import __version__


def main() -> None:
    """Run the command line; asking for the version alone loads nothing else."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"claimcheck {__version__}\n")
        return
    from claimcheck.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
