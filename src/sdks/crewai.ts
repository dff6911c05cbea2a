import type { Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/crewAIInc/crewAI/tree/main/lib/crewai/src/crewai (agent/core.py, crew.py, llm.py) */
const documentation = 'https://docs.crewai.com/concepts/crews';

/** `config` is a section of agents.yaml, which may name the model. */
const agent: Parameters = { model: ['llm', 'config.llm'], from: ['llm'], system: ['backstory', 'role'], tools: ['tools'], maxOutput: ['max_tokens'], steps: ['max_iter'] };
const crew: Parameters = { from: ['agents', 'manager_agent'], prompt: ['tasks'] };

const kickoff: Operation = {
  api: 'crewai.kickoff', on: ['crewai.crew'], receivers: /crew$/i, chains: ['kickoff', 'kickoff_async', 'akickoff', 'kickoff_for_each', 'kickoff_for_each_async', 'akickoff_for_each', 'train', 'test', 'replay'],
  parameters: { messages: ['inputs', '#0'], steps: [] }, modelSyntax: 'provider/model',
  // https://docs.crewai.com/concepts/llms: OPENAI_MODEL_NAME or MODEL of the environment, else this one.
  modelDefault: 'gpt-4.1-mini', capDefault: 'model', capParameter: { python: 'max_tokens' }, caching: 'byProvider', stepsDefault: 25, documentation,
};

/** Crews, agents, and `LLM` called directly. Flows are left out: what they start is found where it is written. https://docs.crewai.com */
export const crewai: Sdk = {
  id: 'crewai', title: 'CrewAI', kind: 'framework', provider: null, packages: { python: ['crewai'] },
  handles: [
    { gives: 'crewai.agent', exports: ['Agent'], parameters: agent },
    { gives: 'crewai.agent', exports: ['LiteAgent'], parameters: agent },
    { gives: 'crewai.crew', exports: ['Crew'], parameters: crew },
    { gives: 'crewai.llm', exports: ['LLM'], modelSyntax: 'provider/model', capInsert: { python: 'max_tokens' }, parameters: { model: ['model', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens'], baseUrl: ['base_url', 'api_base'] } },
  ],
  operations: [
    kickoff,
    { ...kickoff, on: ['crewai.agent'], receivers: /agent$/i, chains: ['kickoff', 'kickoff_async', 'akickoff'], parameters: { messages: ['messages', '#0'], schema: ['response_format'] }, documentation: 'https://docs.crewai.com/concepts/agents' },
    { ...kickoff, on: ['crewai.agent'], receivers: /agent$/i, chains: ['execute_task', 'aexecute_task'], parameters: { prompt: ['task', '#0'], tools: ['tools'] }, documentation: 'https://docs.crewai.com/concepts/agents' },
    { api: 'crewai.llm.call', on: ['crewai.llm'], chains: ['call', 'acall'], parameters: { messages: ['messages', '#0'], tools: ['tools'], schema: ['response_format'] }, modelSyntax: 'provider/model', capDefault: 'model', capParameter: { python: 'max_tokens' }, caching: 'byProvider', documentation: 'https://docs.crewai.com/concepts/llms' },
  ],
  members: [{ classDecorator: 'CrewBase', property: 'agents', methodDecorator: 'agent' }, { classDecorator: 'CrewBase', property: 'tasks', methodDecorator: 'task' }],
  // https://docs.crewai.com/en/concepts/agents#yaml-configuration-recommended
  files: [{ classDecorator: 'CrewBase', property: 'agents_config', byDefault: 'config/agents.yaml' }, { classDecorator: 'CrewBase', property: 'tasks_config', byDefault: 'config/tasks.yaml' }],
  documentation,
};
