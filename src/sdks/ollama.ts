import { noOutput } from './parts.ts';
import type { Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://github.com/ollama/ollama/blob/main/docs/api.md';
const common: Parameters = { model: ['model', '#0'], tools: ['tools'], schema: ['format'], maxOutput: ['options.num_predict'], stream: ['stream'] };
const cap = { capDefault: 'model', capInsert: { python: 'options.num_predict', javascript: 'options.num_predict' }, caching: 'unsupported' } as const;
const on = ['ollama.client', 'module'];
const receivers = /ollama|client|llm/i;

/** The first two arguments are positional in Python only: in JavaScript the request is one object. https://github.com/ollama/ollama-python, https://github.com/ollama/ollama-js */
function both(operation: Operation): readonly Operation[] {
  const named = Object.fromEntries(Object.entries(operation.parameters).map(([key, paths]) => [key, (paths as readonly string[]).filter((path) => !path.startsWith('#'))]));
  return [{ ...operation, ownServer: true, languages: ['python'] }, { ...operation, ownServer: true, languages: ['javascript'], parameters: named }];
}

/** Models that run on one's own machine: what they cost is for the team file to say. */
export const ollama: Sdk = {
  id: 'ollama', title: 'Ollama', kind: 'direct', provider: 'ollama',
  packages: { python: ['ollama'], javascript: ['ollama'] },
  handles: [
    { gives: 'ollama.client', exports: ['Client', 'AsyncClient'], languages: ['python'] },
    { gives: 'ollama.client', exports: ['Ollama'], languages: ['javascript'] },
  ],
  operations: [
    ...both({ api: 'ollama.chat', on, receivers, needs: ['messages'], chains: ['chat'], parameters: { ...common, messages: ['messages', '#1'] }, ...cap, documentation }),
    ...both({ api: 'ollama.generate', on, receivers, needs: ['prompt'], chains: ['generate'], parameters: { ...common, system: ['system'], prompt: ['prompt', '#1'] }, ...cap, documentation }),
    ...both({ api: 'ollama.embed', on, receivers, needs: ['input', 'prompt'], billing: 'embedding', chains: ['embed', 'embeddings'], parameters: { model: ['model', '#0'], prompt: ['input', 'prompt', '#1'] }, ...noOutput, documentation }),
  ],
  documentation,
};
