import type { Operation, Parameters, Sdk } from './sdk.ts';
import { providerOptionTiers } from './tiers.ts';

const documentation = 'https://mastra.ai/reference/agents/generate';

const agent: Parameters = {
  model: ['model', 'model.0.model'], from: ['model'], system: ['instructions'], tools: ['tools', 'toolsets'], rounds: ['agents', 'workflows', 'memory', 'workspace', 'browser', 'inputProcessors', 'outputProcessors'], steps: ['defaultOptions.maxSteps', 'defaultGenerateOptions.maxSteps', 'defaultStreamOptions.maxSteps'],
  maxOutput: ['defaultOptions.modelSettings.maxOutputTokens', 'defaultGenerateOptions.maxTokens', 'defaultGenerateOptions.modelSettings.maxOutputTokens', 'defaultStreamOptions.maxTokens', 'defaultStreamOptions.modelSettings.maxOutputTokens'],
  modifiers: ['defaultOptions', 'defaultGenerateOptions', 'defaultStreamOptions'].flatMap((one) => providerOptionTiers(`${one}.providerOptions`)),
};

/** From 0.20 on, `generate` and `stream` are what `generateVNext` and `streamVNext` were; what they were before is called legacy, and takes the settings of the AI SDK as it was: https://github.com/mastra-ai/mastra/pull/8097 */
const capBefore = { javascript: { package: '@mastra/core', version: [0, 20], insert: 'maxTokens' } } as const;
const legacyCap = { javascript: 'maxTokens' } as const;
const streaming = { streams: true, documentation: 'https://mastra.ai/reference/streaming/agents/stream' } as const;

/** Five steps: https://mastra.ai/docs/agents/overview#limiting-steps */
const generate: Operation = {
  api: 'mastra.generate', on: ['mastra.agent'], receivers: /agent/i, optionsAt: 1, languages: ['javascript'], chains: ['generateVNext', 'network', 'networkVNext', 'resumeGenerate'],
  parameters: { model: ['model'], messages: ['#0'], system: ['instructions', 'system'], tools: ['toolsets', 'clientTools'], rounds: ['memory', 'inputProcessors', 'outputProcessors'], schema: ['structuredOutput.schema', 'output', 'experimental_output'], maxOutput: ['modelSettings.maxOutputTokens', 'maxTokens'], modifiers: providerOptionTiers('providerOptions'), steps: ['maxSteps', 'stopWhen.#0', 'stopWhen.0.#0', 'stopWhen'] },
  modelSyntax: 'provider/model', capDefault: 'model', capInsert: { javascript: 'modelSettings.maxOutputTokens' }, caching: 'byProvider', stepsDefault: 5, goesOn: 'withRounds', documentation,
};

/** Agents, made here or taken from an app by their name. Workflows are left out: what they start is found where it is written. https://mastra.ai/reference/agents/generate */
export const mastra: Sdk = {
  id: 'mastra', title: 'Mastra', kind: 'framework', provider: null, packages: { javascript: ['@mastra/core', 'mastra'] },
  handles: [
    { gives: 'mastra.agent', exports: ['Agent'], parameters: agent },
    { gives: 'mastra.app', exports: ['Mastra'], parameters: { from: ['agents'] } },
    { gives: 'mastra.agent', on: ['mastra.app'], chains: ['getAgent', 'getAgentById', 'agents.get'], parameters: {}, entry: { record: 'agents', name: '#0' } },
  ],
  operations: [
    generate, { ...generate, chains: ['generate'], capBefore }, { ...generate, chains: ['generateLegacy'], capInsert: legacyCap },
    { ...generate, ...streaming, chains: ['streamVNext', 'resumeStream', 'streamUntilIdle'] }, { ...generate, ...streaming, chains: ['stream'], capBefore }, { ...generate, ...streaming, chains: ['streamLegacy'], capInsert: legacyCap },
  ],
  documentation,
};
