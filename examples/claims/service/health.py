"""Asks each provider for one token, so that a broken key is seen before customers see it."""
from openai import OpenAI


def ping() -> bool:
    return bool(OpenAI().chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "user", "content": "ping"}], max_completion_tokens=16))
