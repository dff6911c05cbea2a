"""Replaced by service/intake.py, and kept until the archive has moved."""
from openai import OpenAI


def classify(text: str) -> str:
    return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}]).choices[0].message.content
