"""Drafts an answer from the help articles that fit a ticket."""
from pathlib import Path

import anthropic
from openai import OpenAI

from .settings import settings

RULES = (Path(__file__).parent / "prompts" / "agent.md").read_text()


class Drafter:
    def __init__(self, articles, claude: anthropic.Anthropic | None = None):
        self.articles = articles
        self.claude = claude or anthropic.Anthropic()
        self.openai = OpenAI()

    def _nearest(self, question: str, k: int = 4) -> list[str]:
        vector = self.openai.embeddings.create(model=settings.embedding_model, input=question).data[0].embedding
        return self.articles.search(vector, k)

    def draft(self, ticket: dict) -> str:
        articles = "\n\n".join(self._nearest(ticket["body"]))
        message = self.claude.messages.create(
            model=settings.answer_model,
            max_tokens=settings.max_answer_tokens,
            system=RULES,
            messages=[{"role": "user", "content": f"Articles:\n{articles}\n\nTicket:\n{ticket['body']}"}],
        )
        return message.content[0].text
