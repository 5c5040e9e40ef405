"""`python -m newsarchive`."""

from newsarchive.cli.main import main

if __name__ == "__main__":
    main()
