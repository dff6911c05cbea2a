import type { HandleSpec, Operation, Sdk } from './sdk.ts';

const documentation = 'https://dspy.ai/learn/programming/modules/';

/** Steps: https://github.com/stanfordnlp/dspy/tree/main/dspy/predict (react.py, program_of_thought.py, code_act.py). */
const modules: readonly [names: readonly string[], type: string][] = [
  [['Predict', 'ChainOfThought', 'ChainOfThoughtWithHint', 'MultiChainComparison', 'TypedPredictor', 'TypedChainOfThought', 'KNN', 'Refine', 'BestOfN', 'RLM', 'Parallel'], 'dspy.module'],
  [['ReAct', 'ReActV2', 'Avatar'], 'dspy.react'], [['ProgramOfThought'], 'dspy.program'], [['CodeAct'], 'dspy.codeact'],
];
const handles: readonly HandleSpec[] = [
  { gives: 'dspy.lm', exports: ['LM', 'BaseLM'], parameters: { model: ['model', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens'], baseUrl: ['api_base', 'base_url'] } },
  // Clients of DSPy before 2.5: https://github.com/stanfordnlp/dspy/tree/2.4.17/dsp/modules
  ...([['OpenAI', 'openai'], ['AzureOpenAI', 'azure'], ['Claude', 'anthropic'], ['Cohere', 'cohere'], ['Google', 'google'], ['GoogleVertexAI', 'vertex'], ['GROQ', 'groq'], ['Mistral', 'mistral'], ['Together', 'together'], ['Databricks', 'databricks'], ['OllamaLocal', 'ollama']] as const).map(([name, provider]): HandleSpec => ({ gives: 'dspy.lm', exports: [name], provider, parameters: { model: ['model', '#0'], maxOutput: ['max_tokens', 'max_output_tokens'], baseUrl: ['api_base', 'base_url'] } })),
  ...modules.map(([exports, gives]): HandleSpec => ({ gives, exports, parameters: { system: ['signature', '#0'], tools: ['tools', '#1'], maxOutput: ['max_tokens', 'config.max_tokens'], n: ['n'], steps: ['max_iters'], from: ['lm', 'module'] } })),
  ...modules.map(([, type]): HandleSpec => ({ gives: type, on: [type], chains: ['set_lm'], parameters: { from: ['lm', '#0'] } })),
  { gives: 'dspy.embedder', exports: ['Embedder'], parameters: { model: ['model', '#0'] } },
];

/** The fields of the signature are the named arguments. */
const predict: Operation = {
  api: 'dspy.predict', on: ['dspy.module'], chains: ['', 'acall', 'forward', 'aforward', 'batch'],
  parameters: { prompt: ['**', '#0'], from: ['lm'], maxOutput: ['config.max_tokens'] }, modelSyntax: 'provider/model', capDefault: 'model', caching: 'byProvider', documentation,
};

/** Modules, and language models and embedders called directly; also the clients before 2.5. Optimizers are left out: how often they ask depends on the data. https://dspy.ai */
export const dspy: Sdk = {
  id: 'dspy', title: 'DSPy', kind: 'framework', provider: null, commonName: true, packages: { python: ['dspy', 'dsp'] }, handles,
  operations: [
    predict, { ...predict, on: ['dspy.react'], stepsDefault: 20 }, { ...predict, on: ['dspy.program'], stepsDefault: 3 }, { ...predict, on: ['dspy.codeact'], stepsDefault: 5 },
    { api: 'dspy.lm', on: ['dspy.lm'], chains: ['', 'acall', 'forward', 'aforward', 'request', 'basic_request'], parameters: { prompt: ['prompt', '#0'], messages: ['messages'], maxOutput: ['max_tokens'], n: ['n'] }, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation: 'https://dspy.ai/learn/programming/language_models/' },
    { api: 'dspy.embed', on: ['dspy.embedder'], billing: 'embedding', chains: ['', 'acall'], parameters: { prompt: ['inputs', '#0'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation: 'https://dspy.ai/api/models/Embedder/' },
  ],
  projectWide: [{ exports: ['configure', 'settings.configure', 'context', 'settings.context'], parameters: { from: ['lm'] } }],
  documentation,
};
