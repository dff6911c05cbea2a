import type { Operation, Sdk } from './sdk.ts';

/** https://github.com/openai/swarm/blob/main/swarm/core.py: no turn limit of its own; the model of an agent that names none is set in swarm/types.py. */
const documentation = 'https://github.com/openai/swarm#running-swarm';

const run: Operation = {
  api: 'swarm.run', on: ['swarm.client'], chains: ['run'], parameters: { model: ['model_override'], from: ['agent', '#0'], messages: ['messages', '#1'], steps: ['max_turns'], stream: ['stream'] },
  modelDefault: 'gpt-4o', capDefault: 'model', caching: 'byProvider', stepsDefault: null, documentation,
};

/** OpenAI's sample of agents that hand over, which the Agents SDK follows. https://github.com/openai/swarm */
export const swarm: Sdk = {
  id: 'swarm', title: 'OpenAI Swarm', kind: 'framework', provider: 'openai', commonName: true, packages: { python: ['swarm'] },
  handles: [
    { gives: 'swarm.client', exports: ['Swarm'], parameters: { from: ['client', '#0'] } },
    { gives: 'swarm.agent', exports: ['Agent'], parameters: { model: ['model'], system: ['instructions'], tools: ['functions'] } },
  ],
  operations: [
    run, { ...run, chains: ['run_and_stream'], streams: true },
    { ...run, on: ['module'], chains: ['repl.run_demo_loop', 'run_demo_loop'], parameters: { from: ['starting_agent', '#0'] } },
  ],
  documentation,
};
