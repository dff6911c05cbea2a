"""Sorts incoming tickets into queues."""
from openai import OpenAI

from .settings import settings

QUEUES = ["delivery", "returns", "payment", "account", "other"]

SYSTEM = f"""You sort support tickets. Answer with one word, the queue.
Queues: {", ".join(QUEUES)}"""

client = OpenAI()


def classify(ticket: dict) -> str:
    response = client.chat.completions.create(
        model=settings.triage_model,
        messages=[
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": f"Subject: {ticket['subject']}\n\n{ticket['body']}"},
        ],
        max_tokens=5,
        temperature=0,
    )
    queue = response.choices[0].message.content.strip().lower()
    return queue if queue in QUEUES else "other"


def classify_backlog(tickets: list[dict]) -> dict[str, str]:
    """Nightly: everything that came in by mail."""
    return {ticket["id"]: classify(ticket) for ticket in tickets}
