"""The test with Google's own client needs the extra `adk`; where it is missing, the report's header says so."""

from importlib.util import find_spec

READY = find_spec("google") is not None and find_spec("google.adk") is not None
collect_ignore = [] if READY else ["test_adk_client.py"]


def pytest_report_header() -> str:
    return "Google ADK's client: " + ("tried" if READY else "left out (google-adk is not installed)")
