"""Every night: what each adjuster has to know of yesterday's claims, and how good yesterday's assessments were."""
import os

from google import genai
from openai import OpenAI

client = genai.Client()


def digest(adjuster: str, claims: list[str]) -> str:
    notes = "\n\n".join(claims)
    answer = client.models.generate_content(
        model=os.environ["DIGEST_MODEL"],
        contents=f"Summarise the claims of {adjuster} in ten lines.\n\n{notes}",
    )
    return answer.text


def grade(assessment: str) -> str:
    """By hand, for a sample."""
    answer = OpenAI().chat.completions.create(
        model="gpt-5.4",
        reasoning_effort="high",
        messages=[{"role": "user", "content": f"Would a senior adjuster sign this? Answer yes or no, and why in one sentence.\n\n{assessment}"}],
        max_completion_tokens=2000,
    )
    return answer.choices[0].message.content
