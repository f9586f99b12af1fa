"""Some tests need the extra `adk`; where it is missing, the report's header says which are left out."""

from importlib.util import find_spec

NEEDED = {"test_adk_client.py": "google.adk", "test_adk_server.py": "google.adk", "test_fuzz.py": "schemathesis"}


def _there(module: str) -> bool:
    parent = module.partition(".")[0]
    return find_spec(parent) is not None and find_spec(module) is not None


collect_ignore = [test for test, module in NEEDED.items() if not _there(module)]


def pytest_report_header() -> str:
    return f"tests/contract, left out for want of the extra 'adk': {', '.join(collect_ignore) or 'none'}"
