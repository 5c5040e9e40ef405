"""The published schema: where it stands, that it is one, and that it is described."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest

from newsarchive.errors import ExportError
from newsarchive.export.schema import check, properties, schema_text
from tests.command import ROOT
