"""The archive of record for police news of Kalimantan Barat."""

__version__ = "0.1.0"
