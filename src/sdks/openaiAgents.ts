import type { Operation, Parameters, Sdk } from './sdk.ts';
import { agentTiers } from './tiers.ts';

/** https://github.com/openai/openai-agents-python/blob/main/src/agents/run.py and https://github.com/openai/openai-agents-js/blob/main/packages/agents-core/src/run.ts */
const documentation = 'https://openai.github.io/openai-agents-python/running_agents/';

const agent: Parameters = {
  model: ['model'], system: ['instructions'], tools: ['tools'], rounds: ['handoffs', 'mcp_servers', 'mcpServers', 'prompt'], schema: ['output_type', 'outputType'],
  maxOutput: ['model_settings.max_tokens', 'modelSettings.maxTokens'], from: ['model'], modifiers: [...agentTiers('model_settings'), ...agentTiers('modelSettings')],
};

/** The default model is `OPENAI_DEFAULT_MODEL`, else one that moves with the releases. https://github.com/openai/openai-agents-python/blob/main/src/agents/models/default_models.py */
const python: Operation = {
  api: 'openai_agents.run', on: ['module'], languages: ['python'], chains: ['Runner.run', 'Runner.run_sync'],
  parameters: { model: ['run_config.model'], from: ['starting_agent', '#0'], messages: ['input', '#1'], maxOutput: ['run_config.model_settings.max_tokens'], modifiers: agentTiers('run_config.model_settings'), steps: ['max_turns'] },
  modelDefault: 'gpt-5.6-luna', modelSyntax: 'plain', capDefault: 'model', capParameter: { python: 'model_settings.max_tokens', javascript: 'modelSettings.maxTokens' }, caching: 'byProvider', stepsDefault: 10, goesOn: 'withRounds', documentation,
};
const javascript: Operation = {
  ...python, on: ['module', 'openai_agents.runner'], languages: ['javascript'], chains: ['run'],
  parameters: { from: ['#0'], messages: ['#1'], steps: ['#2.maxTurns'], stream: ['#2.stream'] }, documentation: 'https://openai.github.io/openai-agents-js/guides/running-agents/',
};

/** Runs of agents, by the module or by a runner of one's own. Voice and realtime sessions are left out. https://openai.github.io/openai-agents-python/ */
export const openaiAgents: Sdk = {
  id: 'openai_agents', title: 'OpenAI Agents SDK', kind: 'framework', provider: 'openai', commonName: true,
  packages: { python: ['agents'], javascript: ['@openai/agents', '@openai/agents-core', '@openai/agents-openai', '@openai/agents-extensions'] },
  handles: [
    { gives: 'openai_agents.agent', exports: ['Agent', 'SandboxAgent'], parameters: agent, capInsert: { javascript: 'modelSettings.maxTokens' } },
    { gives: 'openai_agents.agent', exports: ['Agent.create'], languages: ['javascript'], parameters: agent, capInsert: { javascript: 'modelSettings.maxTokens' } },
    { gives: 'openai_agents.agent', on: ['openai_agents.agent'], chains: ['clone'], parameters: agent },
    { gives: 'openai_agents.runner', exports: ['Runner'], parameters: { model: ['model'], maxOutput: ['modelSettings.maxTokens'], modifiers: agentTiers('modelSettings') } },
    { gives: 'openai_agents.model', exports: ['OpenAIChatCompletionsModel', 'OpenAIResponsesModel', 'OpenAIResponsesWSModel'], parameters: { model: ['model', '#0', '#1'], from: ['openai_client', '#1', '#0'] } },
    { gives: 'openai_agents.model', exports: ['LitellmModel', 'AnyLLMModel'], provider: null, modelSyntax: 'provider/model', parameters: { model: ['model', '#0'], baseUrl: ['base_url', '#1'] } },
    { gives: 'openai_agents.model', exports: ['aisdk'], languages: ['javascript'], provider: null, parameters: { model: ['#0'] } },
  ],
  operations: [
    python, { ...python, chains: ['Runner.run_streamed'], streams: true },
    { ...python, on: ['openai_agents.runner'], chains: ['run', 'run_sync'] }, { ...python, on: ['openai_agents.runner'], chains: ['run_streamed'], streams: true },
    javascript,
  ],
  documentation,
};
