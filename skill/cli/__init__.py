"""The `ai-video` command. What it promises to people and scripts stands in docs/cli.md."""

from skill.cli.main import main

__all__ = ["main"]
