"""Speaks the backend's HTTP and SSE. The only room that imports httpx."""
