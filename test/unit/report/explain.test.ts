import { describe, expect, it } from 'vitest';
import { renderExplanation } from '../../../src/report/explanation.ts';
import { workspaceOf } from '../../harness/analyze.ts';

const files = {
  'models.py': 'SMALL = "gpt-4o-mini"\n',
  'llm.py': 'from openai import OpenAI\nfrom models import SMALL\n\nclient = OpenAI()\n\ndef ask(prompt, model=SMALL):\n    return client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}], max_tokens=9)\n',
  'app.py': 'from llm import ask\nimport os\n\nprint(ask("Say hi", model=os.environ["M"]))\nprint(len("x"))\n',
};

async function explained(path: string, line: number): Promise<string> {
  const workspace = workspaceOf(files);
  try {
    await workspace.scan();
    return renderExplanation(await workspace.explain(path, line));
  } finally {
    workspace.dispose();
  }
}

describe('explain', () => {
  it('shows how a model was found across files', async () => {
    const text = await explained('llm.py', 7);
    expect(text).toContain('a call of openai.chat.completions, certain');
    expect(text).toMatch(/argument model\n\s+model = "gpt-4o-mini" \(default-param\) {2}\(llm\.py:7:49\)/);
    expect(text).toMatch(/SMALL = "gpt-4o-mini" \(cross-file\)/);
    expect(text).toContain('output cap  9 tokens (literal)');
  });
  it('follows a helper, and says where the trail ends', async () => {
    const text = await explained('app.py', 4);
    expect(text).toContain('reaches openai.chat.completions through a helper');
    expect(text).toContain('reaches ask');
    expect(text).toContain('not known: environment variable M');
  });
  it('says why a call is not counted', async () => {
    const text = await explained('app.py', 5);
    expect(text).toContain('not counted: the callee is len from outside the project');
  });
});
