"""The studio as an application: the backend's API, on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from studio import answers
from studio.agent import Agent
from studio.config import VERSION, Config
from studio.guard import Activity, Guard
from studio.jobs import Jobs
from studio.routes import accounts, adk, films, page, previews, run, sessions, uploads
from studio.services import Services
from studio.store import open_store


def create(config: Config) -> FastAPI:
    """The application over `config.home`. OSError where that cannot be written, NewerStore."""
    store = open_store(config)
    services = Services(config, store, Agent(store), Jobs(store), Activity())
    app = FastAPI(
        title="AI video studio", version=VERSION, lifespan=_lifespan, docs_url=None, redoc_url=None,
        max_body_size=config.max_json,
    )  # fmt: skip
    app.state.services = services
    answers.install(app)
    for module in (accounts, sessions, run, uploads, films, previews, adk, page):
        app.include_router(module.router)
    app.add_middleware(Guard, config=config, activity=services.activity)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    services.store.sweep()
    services.jobs.start()
    try:
        yield
    finally:
        await services.agent.drain()
        await services.jobs.stop()
        services.store.close()
