"""What the studio remembers: users and their tokens, sessions, uploaded files, renders. One SQLite file."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from studio.config import Config
from studio.store.accounts import Accounts
from studio.store.database import Database, open_database
from studio.store.files import Files
from studio.store.renders import Renders
from studio.store.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Store:
    """The tables, each behind the object that knows its rules, and the folders that hold the files."""

    database: Database
    accounts: Accounts
    sessions: Sessions
    files: Files
    renders: Renders
    home: Path
    notice: str | None = None  # what had to be set aside when the store was opened

    def folder(self, *names: str) -> Path:
        """A private folder below the home, made if missing."""
        path = self.home.joinpath(*names)
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def sweep(self) -> None:
        """Remove what a killed studio left half done."""
        shutil.rmtree(self.home / "incoming", ignore_errors=True)
        for folder in ("films", "previews"):
            for partial in self.home.glob(f"{folder}/.*"):
                partial.unlink()

    def close(self) -> None:
        """Write everything out; the store is not used after that."""
        self.database.close()


def open_store(config: Config) -> Store:
    """Open or make the store under `config.home`. OSError where the folder cannot be written."""
    config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database, notice = open_database(config.home / "studio.db", config.clock)
    accounts = Accounts(database, config)
    accounts.release_all()  # what a killed studio had set aside
    return Store(database, accounts, Sessions(database), Files(database), Renders(database), config.home, notice)
