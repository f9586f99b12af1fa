"""What one running studio is made of, for the routes to use."""

import asyncio
from dataclasses import dataclass, field

from studio.agent import Agent
from studio.config import Config
from studio.guard import Activity
from studio.jobs import Jobs
from studio.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """Made once by `studio.app.create`."""

    config: Config
    store: Store
    agent: Agent
    jobs: Jobs
    activity: Activity
    drawing: asyncio.Lock = field(default_factory=asyncio.Lock)  # one preview at a time

    @property
    def busy(self) -> bool:
        """Whether somebody is being served or something is being made."""
        return bool(self.activity.in_flight or self.agent.running or self.jobs.unfinished)
