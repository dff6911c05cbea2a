"""What arrives by mail: which kind of claim it is, and what its forms say."""
import os

from openai import AzureOpenAI, OpenAI

KINDS = ["water", "fire", "theft", "storm", "other"]
SYSTEM = f"You sort insurance claims. Answer with one word: {', '.join(KINDS)}."

openai = OpenAI()
azure = AzureOpenAI(api_version="2025-04-01-preview")


def triage(claim: dict) -> str:
    answer = openai.chat.completions.create(
        model="gpt-5.4-nano",
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": claim["letter"]}],
        max_completion_tokens=20,
    )
    return answer.choices[0].message.content


def read_form(page: str) -> str:
    """The deployment is chosen where the service is rolled out."""
    answer = azure.chat.completions.create(
        model=os.environ["FORMS_DEPLOYMENT"],
        messages=[{"role": "user", "content": f"Return policy number, date, place and amount of this form as JSON.\n\n{page}"}],
    )
    return answer.choices[0].message.content


def embed(text: str) -> list[float]:
    return openai.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding
