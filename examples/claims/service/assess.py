"""Assesses a claim with tools, then writes to the customer."""
from pathlib import Path

import anthropic

from .tools import run_tool, tools

RULES = (Path(__file__).parent / "rules.md").read_text()

claude = anthropic.Anthropic()


def assess(claim: dict) -> str:
    messages = [{"role": "user", "content": claim["file"]}]
    for _ in range(12):
        answer = claude.messages.create(
            model="claude-sonnet-4-6",
            max_tokens=1500,
            system=[{"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}}],
            tools=tools,
            messages=messages,
        )
        if answer.stop_reason != "tool_use":
            return answer.content[0].text
        messages += [{"role": "assistant", "content": answer.content}, run_tool(answer.content)]
    return "to a person"


def write_letter(claim: dict, assessment: str) -> str:
    answer = claude.messages.create(
        model="claude-sonnet-4-6",
        max_tokens=800,
        system=RULES + "\nWrite the letter to the customer, at most one page.",
        messages=[{"role": "user", "content": f"{claim['file']}\n\n{assessment}"}],
    )
    return answer.content[0].text
