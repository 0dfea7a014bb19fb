"""The `claimcheck` command."""

import sys

from claimcheck import __version__


def main() -> None:
    """Run the command line; asking for the version alone loads nothing else."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"claimcheck {__version__}\n")
        return
    try:
        from claimcheck.cli.main import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
