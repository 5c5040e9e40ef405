"""Only for `scrapyd-deploy`, whose eggs setuptools builds; the rest is pyproject.toml's."""

from setuptools import find_packages, setup

from newsarchive import __version__

setup(
    version=__version__,
    packages=find_packages(include=["newsarchive", "newsarchive.*"]),
    package_data={
        "newsarchive": [
            "**/*.geojson",
            "**/*.json",
            "**/*.mako",
            "**/*.toml",
            "**/*.tsv",
        ],
        "newsarchive.archive": ["migrations/**/*.py"],
    },
)
