"""How long a command takes to its first useful output, beside `python -c "import httpx, pydantic"` in the same run.

    python benchmarks/startup.py [ROUNDS]

The best of a few rounds counts, taken in turns, so that a busy machine disturbs all of them alike. `status` asks the
studio of a fresh home, which is started and warmed before. Budgets: --help 0.6, route 1, status 2.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = [sys.executable, "-c", "import httpx, pydantic"]
CLI = [sys.executable, "-m", "skill.cli"]
COMMANDS = {
    "--help": ([*CLI, "--help"], 0.6),
    "route": ([*CLI, "route", "make it brighter and send me the mp4"], 1.0),
    "status": ([*CLI, "status"], 2.0),
    "mcp --config": ([*CLI, "mcp", "--config", "cursor"], None),
}


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Wall time of a whole command."""
    started = time.perf_counter()
    subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print each command's best time and its ratio to the floor."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"AI_VIDEO_HOME": home, "AI_VIDEO_BACKEND": "local"}
        best = {name: float("inf") for name in ("floor", *COMMANDS)}
        seconds(COMMANDS["status"][0], env)
        for _ in range(rounds):
            best["floor"] = min(best["floor"], seconds(FLOOR, env))
            for name, (command, _) in COMMANDS.items():
                best[name] = min(best[name], seconds(command, env))
        print(f"{'import httpx, pydantic':24} {best['floor'] * 1000:6.0f} ms   1.00")
        for name, (_, budget) in COMMANDS.items():
            allowed = f"  (budget {budget:g})" if budget else ""
            print(f"{name:24} {best[name] * 1000:6.0f} ms  {best[name] / best['floor']:5.2f}{allowed}")
        ready = Path(home) / "data" / "studio" / "ready.json"
        os.kill(json.loads(ready.read_text(encoding="utf-8"))["pid"], signal.SIGTERM)
        time.sleep(0.5)  # it writes to its folder while it ends


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
