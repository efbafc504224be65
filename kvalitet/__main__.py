"""The console script. The version is told before anything is imported: start-up counts."""

import sys


def main() -> None:
    """Runs the command line and exits with its code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from kvalitet import __version__

        sys.stdout.write(f"kvalitet {__version__}\n")
        return
    import gc

    from kvalitet.cli import run

    # a run is short and makes no cycles worth finding: looking for them costs a tenth of its time
    gc.disable()
    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
