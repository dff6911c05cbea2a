import { expect, test } from 'vitest';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();
const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q: str):\n    return client.responses.create(model="gpt-4o", input=q, max_output_tokens=100)\n';

test('an entry of a folder finds a call by its id, as the report gives it and as seen from the folder', async () => {
  const owners = async (id: string) => (await scan({ 'api/app.py': code, 'app.py': code, 'api/llmcost.yaml': `calls:\n  - { match: { id: "${id}" }, owner: desk }\n` })).files.flatMap((file) => file.calls.map((one) => `${file.path} ${one.owner}`));
  const [id = ''] = (await scan({ 'api/app.py': code })).files.flatMap((file) => file.calls.map((one) => one.call.id));
  expect(id).toMatch(/^api\/app\.py#/);
  for (const one of [id, id.replace('api/', '')]) expect(await owners(one)).toEqual(['api/app.py desk', 'app.py null']);
});
