"""Data a person can edit without reading code: the plan, styles, translations, document templates, the sample,
sounds."""

from pathlib import Path

ASSETS = Path(__file__).parent
