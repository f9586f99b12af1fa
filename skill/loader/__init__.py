"""Reads any skill page of the family into a manifest: the data that the whole runtime runs on."""

from skill.loader.attribution import attribution
from skill.loader.diagnostics import Diagnostic, SkillError
from skill.loader.inspection import describe, expand, inspect
from skill.loader.installed import Copy, installed
from skill.loader.manifest import Manifest, Requirements, load
from skill.loader.place import bundled

__all__ = [
    "Copy",
    "Diagnostic",
    "Manifest",
    "Requirements",
    "SkillError",
    "attribution",
    "bundled",
    "describe",
    "expand",
    "inspect",
    "installed",
    "load",
]
