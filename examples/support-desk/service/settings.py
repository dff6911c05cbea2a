"""Settings of the service, overridable by environment."""
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    triage_model: str = os.getenv("TRIAGE_MODEL", "gpt-4o-mini")
    answer_model: str = os.getenv("ANSWER_MODEL", "claude-sonnet-4-5")
    embedding_model: str = "text-embedding-3-small"
    max_answer_tokens: int = 900


settings = Settings()
