import type { HandleSpec, Operation, Sdk } from './sdk.ts';

const documentation = 'https://agentkit.inngest.com/reference/create-agent';

/** Models carry the settings of their requests as their provider spells them. https://agentkit.inngest.com/concepts/models */
const models = (['openai', 'anthropic', 'gemini', 'grok'] as const).map((name): HandleSpec => ({
  gives: 'agentkit.model', exports: [name], provider: { openai: 'openai', anthropic: 'anthropic', gemini: 'google', grok: 'xai' }[name],
  parameters: { model: ['model'], baseUrl: ['baseUrl'], maxOutput: ['defaultParameters.max_completion_tokens', 'defaultParameters.max_tokens', 'defaultParameters.generationConfig.maxOutputTokens', 'max_tokens'] },
}));

/** One request, unless the run says more: https://github.com/inngest/agent-kit/blob/main/packages/agent-kit/src/agent.ts */
const run: Operation = {
  api: 'agentkit.run', on: ['agentkit.agent'], optionsAt: 1, chains: ['run'], receivers: /agent$/i, parameters: { messages: ['#0'], model: ['model'], from: ['model'], steps: ['maxIter'] },
  capDefault: 'model', capParameter: { javascript: 'defaultParameters.max_tokens' }, caching: 'byProvider', stepsDefault: 1, documentation,
};

/** Inngest's AgentKit: agents with a model of their own, networks that call them in turn until their router ends or `maxIter` is reached. */
export const agentKit: Sdk = {
  id: 'agentkit', title: 'AgentKit', kind: 'framework', provider: null, packages: { javascript: ['@inngest/agent-kit', '@inngest/ai', 'inngest'] },
  handles: [
    ...models,
    { gives: 'agentkit.agent', exports: ['createAgent', 'createRoutingAgent', 'Agent', 'RoutingAgent'], packages: ['@inngest/agent-kit'], parameters: { model: ['model'], from: ['model'], system: ['system'], tools: ['tools'] } },
    { gives: 'agentkit.agent', on: ['agentkit.agent'], chains: ['withModel'], parameters: { model: ['#0'], from: ['#0'] } },
    // Its own model is for agents that have none, and for the router.
    { gives: 'agentkit.network', exports: ['createNetwork', 'Network'], packages: ['@inngest/agent-kit'], parameters: { from: ['agents', 'defaultModel'], steps: ['maxIter'] } },
  ],
  operations: [
    run,
    { ...run, on: ['agentkit.network'], receivers: /network$/i, parameters: { messages: ['#0'] }, stepsDefault: null, documentation: 'https://agentkit.inngest.com/reference/create-network' },
    // A step of a function asks for an inference itself. https://www.inngest.com/docs/features/inngest-functions/steps-workflows/step-ai-orchestration
    { ...run, api: 'agentkit.infer', on: ['agentkit.step'], distinctive: true, needs: ['model'], chains: ['ai.infer'], parameters: { model: ['model'], from: ['model'], system: ['body.system'], messages: ['body.messages', 'body.contents'], tools: ['body.tools'], maxOutput: ['body.max_completion_tokens', 'body.max_tokens'] }, documentation: 'https://www.inngest.com/docs/reference/functions/step-ai' },
  ],
  documentation,
};
