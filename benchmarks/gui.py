"""The GUI translator beside the plain word list of the skill page it grew from.

    python benchmarks/gui.py [FILE.jsonl ...]

FILE holds labelled backend texts (fields as in tests/router/gui_figures.py); without one, the project's own sets
are measured. "Word list" drops each sentence that holds a word of the rules and runs what the rule says. The floor for
the time is one pass of a regular expression over the words of the text.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from router.gui import GuiStream, translate  # noqa: E402
from tests.router.gui_figures import Figures, load, measure  # noqa: E402

OWN = ("gui_seen.jsonl", "gui_traps.jsonl", "gui_unseen.jsonl", "gui_final.jsonl")
SENTENCE = re.compile(r"[^\n。！？.!?]*(?:[.!?](?=\s|$)|[。！？]|\n|$)\s*")
WORDS = re.compile(r"\w+")
RULES = (
    (re.compile(r"export|导出", re.I), "export"),
    (re.compile(r"preview.*timeline|预览.*时间线|时间线.*预览", re.I), "timeline"),
    (re.compile(r"drag|drop|拖拽", re.I), "edit"),
    (re.compile(r"open|打开", re.I), "state"),
    (re.compile(r"click|点击", re.I), "edit"),
)


def word_list(text: str) -> tuple[str, list[str]]:
    """The rules taken literally: first word that occurs in a sentence wins, the sentence goes."""
    kept, actions = [], []
    for sentence in SENTENCE.findall(text):
        action = next((name for pattern, name in RULES if pattern.search(sentence)), "")
        if action:
            actions.append(action)
        else:
            kept.append(sentence)
    return "".join(kept), actions


def final(text: str) -> tuple[str, list[str]]:
    """The translator."""
    done = translate(text)
    return done.text, [call.action for call in done.calls]


def streamed(text: str) -> None:
    """The translator, fed as a model streams: a few characters at a time."""
    stream = GuiStream()
    for at in range(0, len(text), 8):
        stream.feed(text[at : at + 8])
    stream.finish()


def floor(text: str) -> None:
    """Touching every word once."""
    WORDS.findall(text)


def median_us(run: Callable[[str], object], texts: list[str]) -> float:
    """Median over the texts of the best of five runs, in µs of CPU time."""
    return statistics.median(min(_once(run, text) for _ in range(5)) for text in texts) / 1e3


def _once(run: Callable[[str], object], text: str) -> int:
    start = time.perf_counter_ns()
    run(text)
    return time.perf_counter_ns() - start


def row(name: str, figures: Figures) -> str:
    """One line of the table."""
    cells = (
        figures.calls_exact,
        figures.false_triggers,
        figures.unchanged_negatives,
        figures.offers_executed,
        figures.keep_survived,
        figures.drop_removed,
    )
    return f"{name:<24}" + "".join(f"{cell:>11.1f}" for cell in cells)


def main(paths: list[str]) -> None:
    """Print quality for each set, then the time over all texts."""
    names = ("calls exact", "false trig.", "unchanged", "offers run", "keep", "drop")
    texts: list[str] = []
    for path in paths:
        items = load(path)
        texts += [item["backend"] for item in items]
        print(f"{Path(path).name} ({len(items)})".ljust(24) + "".join(f"{name:>11}" for name in names))
        print(row("  word list", measure(items, word_list)))
        print(row("  translator", measure(items, final)))
    base = median_us(floor, texts)
    for name, run in (("word list", word_list), ("translator", final), ("streamed by 8", streamed)):
        spent = median_us(run, texts)
        print(f"{name:<16}{spent:8.0f} µs a text (median), {spent / base:6.1f} × one pass over its words")


if __name__ == "__main__":
    main(sys.argv[1:] or [name for name in OWN if (ROOT / "tests/router/data" / name).is_file()])
