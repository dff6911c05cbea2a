import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/PrefectHQ/marvin/tree/main/src/marvin (fns, agents, settings): agents run on PydanticAI models. */
const documentation = 'https://github.com/PrefectHQ/marvin#readme';
const controlflowDocumentation = 'https://github.com/PrefectHQ/ControlFlow/blob/main/src/controlflow/run.py';

/** The model of the settings, `MARVIN_AGENT_MODEL`, holds where no agent is given. */
const defaults = { modelDefault: 'openai:gpt-4o', modelSyntax: 'provider:model', capDefault: 'model', caching: 'byProvider' } as const;
const given: Parameters = { from: ['agent', 'agents'], model: ['model_kwargs.model'], system: ['instructions', 'context'], schema: ['result_type', 'target', 'labels'], tools: ['tools'], maxOutput: ['model_kwargs.max_tokens'] };
const agent: Parameters = { model: ['model'], from: ['model', 'agents'], system: ['instructions', 'description'], tools: ['tools'], maxOutput: ['model_settings.max_tokens'] };
const sync = (names: readonly string[]): readonly string[] => names.flatMap((name) => [name, `${name}_async`]);

/** Functions of one data argument, and of one instruction. */
function helpers(id: string, data: readonly string[], instruction: readonly string[]): readonly Operation[] {
  return [
    { api: `${id}.run`, on: ['module'], chains: sync(data), parameters: { ...given, prompt: ['data', '#0'] }, ...defaults, documentation },
    { api: `${id}.run`, on: ['module'], chains: sync(instruction), parameters: { ...given, system: ['context'], prompt: ['instructions', 'objective', 'message', '#0'] }, ...defaults, documentation },
  ];
}
function agents(id: string): { readonly handles: readonly HandleSpec[]; readonly operations: readonly Operation[] } {
  return {
    handles: [
      { gives: `${id}.agent`, exports: ['Agent', 'Team', 'Swarm'], parameters: agent },
      { gives: `${id}.task`, exports: ['Task'], parameters: { ...given, prompt: ['instructions', 'objective', '#0'] } },
      { gives: `${id}.function`, on: [`${id}.decorator`], chains: ['@'], parameters: {} },
    ],
    operations: [
      { api: `${id}.run`, on: [`${id}.agent`], chains: ['run', 'run_async', 'say', 'say_async'], parameters: { prompt: ['instructions', 'message', '#0'], schema: ['result_type'] }, ...defaults, documentation },
      { api: `${id}.run`, on: [`${id}.task`], chains: ['run', 'run_async'], parameters: { from: ['agent'] }, ...defaults, documentation },
      { api: `${id}.run`, on: [`${id}.function`], chains: [''], parameters: { prompt: ['**', '#0'] }, ...defaults, documentation },
    ],
  };
}
const marvinAgents = agents('marvin');
const controlflowAgents = agents('controlflow');

/** Functions of the module, decorated functions, agents and tasks; the decorators of older versions too. https://github.com/PrefectHQ/marvin */
export const marvin: Sdk = {
  id: 'marvin', title: 'Marvin', kind: 'framework', provider: null, commonName: true, packages: { python: ['marvin'] },
  handles: [...marvinAgents.handles, { gives: 'marvin.decorator', exports: ['fn', 'ai_fn', 'ai_model', 'image.fn'], called: false, parameters: {} }, { gives: 'marvin.decorator', exports: ['fn', 'ai_fn'], parameters: given }],
  operations: [...helpers('marvin', ['extract', 'cast', 'classify', 'summarize'], ['run', 'say', 'generate', 'generate_schema', 'plan']), ...marvinAgents.operations],
  documentation,
};
/** Tasks, agents and decorated functions; flows are found by what they run. https://github.com/PrefectHQ/ControlFlow */
export const controlflow: Sdk = {
  id: 'controlflow', title: 'ControlFlow', kind: 'framework', provider: null, packages: { python: ['controlflow'] },
  handles: [...controlflowAgents.handles, { gives: 'controlflow.decorator', exports: ['task'], called: false, parameters: {} }, { gives: 'controlflow.decorator', exports: ['task'], parameters: given }],
  operations: [...helpers('controlflow', [], ['run', 'plan']).slice(1), ...controlflowAgents.operations].map((one) => ({ ...one, modelDefault: 'openai/gpt-4o', modelSyntax: 'provider/model' })),
  documentation: controlflowDocumentation,
};
