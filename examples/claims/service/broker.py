"""Brokers ask through the company's own gateway, which is a package of another team."""
from acme_llm import gateway

from .tools import tools


def answer_broker(question: str, product: str) -> str:
    return gateway.ask(f"You help brokers of an insurer. Product: {product}.", question, limit=300)


def negotiate(history: list[dict]) -> str:
    """Not switched on yet: the gateway's team has no price for the large model."""
    return gateway.ask("You prepare a broker's negotiation.", messages=history, model="acme-large", tools=tools)
