"""Tools that the assessment may use."""

tools = [
    {
        "name": "policy",
        "description": "The insurance policy of a customer: what is covered, and up to which amount.",
        "input_schema": {"type": "object", "properties": {"number": {"type": "string"}}, "required": ["number"]},
    },
    {
        "name": "similar_claims",
        "description": "Claims of the last years that are like this one, with what was paid.",
        "input_schema": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    },
]


def run_tool(content) -> dict:
    raise NotImplementedError("connected where the service is rolled out")
