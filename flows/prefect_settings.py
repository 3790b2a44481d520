"""Settings that must stand in the environment before Prefect is imported: silent, and no server of its own."""

import os
from pathlib import Path

SILENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # A slot held by a run that died is freed after minutes, not never.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
}


def settings(home: Path, url: str) -> dict[str, str]:
    """The environment of a client or server; what the operator has set stays."""
    own = {**SILENT, "PREFECT_HOME": str(home), "PREFECT_API_URL": url}
    return {name: os.environ.get(name, value) for name, value in own.items()}


def apply(home: Path, url: str) -> None:
    """Put the settings into this process's environment."""
    os.environ.update(settings(home, url))
    os.environ["PREFECT_API_URL"] = url
