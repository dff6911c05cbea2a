import type { ByModel, HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** Request members as in the service models: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html */
const documentation = 'https://docs.aws.amazon.com/bedrock/latest/APIReference';
const runtimePackage = ['@aws-sdk/client-bedrock-runtime'];
const agentPackage = ['@aws-sdk/client-bedrock-agent-runtime'];

const converse: Parameters = {
  model: ['modelId'], system: ['system'], messages: ['messages'], tools: ['toolConfig.tools'], schema: ['outputConfig'],
  maxOutput: ['inferenceConfig.maxTokens', 'additionalModelRequestFields.max_tokens'],
  modifiers: [{ path: 'serviceTier.type', ignore: ['default'] }, { path: 'performanceConfig.latency', named: true, ignore: ['standard'] }],
};

/**
 * `body` is JSON in the shape of the model's maker: Anthropic, Llama, Titan, Nova, Mistral, Cohere, Jurassic and Jamba, DeepSeek.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html
 */
const invoke: Parameters = {
  model: ['modelId'],
  system: ['body.system', 'body.preamble'],
  messages: ['body.messages'],
  prompt: ['body.prompt', 'body.inputText', 'body.message', 'body.texts', 'body.inputs', 'body.input', 'body.textToImageParams.text', 'body.text_prompts', 'body.query', 'body.singleEmbeddingParams'],
  tools: ['body.tools', 'body.toolConfig.tools'],
  maxOutput: ['body.max_tokens', 'body.max_tokens_to_sample', 'body.max_gen_len', 'body.textGenerationConfig.maxTokenCount', 'body.inferenceConfig.maxTokens', 'body.inferenceConfig.max_new_tokens', 'body.maxTokens', 'body.max_new_tokens', 'body.max_completion_tokens', 'body.inferenceConfig.maxNewTokens'],
  n: ['body.num_generations', 'body.numResults'],
  modifiers: [{ path: 'serviceTier', ignore: ['default'] }, { path: 'performanceConfigLatency', named: true, ignore: ['standard'] }],
};

/** What `InvokeModel` does depends on the model: the families of the model parameter pages above. */
const families: readonly ByModel[] = [
  { model: /embed/i, billing: 'embedding', capDefault: 'none' },
  { model: /rerank/i, billing: 'rerank', capDefault: 'none' },
  { model: /titan-image|nova-canvas|stability\./i, billing: 'image', capDefault: 'none' },
  { model: /nova-reel|luma\.|nova-sonic/i, billing: 'other', capDefault: 'none' },
  { model: /anthropic\./i, capDefault: 'required' },
  { model: /meta\.llama|titan-t|mistral\.mi[sx]tral-[78]/i, capDefault: 512 },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-jurassic2.html, https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html
  { model: /ai21\.j2/i, capDefault: 200 },
  { model: /cohere\.command-(?:light-)?text/i, capDefault: 20 },
];

const agentParameters: Parameters = { prompt: ['inputText'], system: ['instruction'], model: ['foundationModel'] };
const generateRoots = ['retrieveAndGenerateConfiguration.knowledgeBaseConfiguration', 'retrieveAndGenerateConfiguration.externalSourcesConfiguration'];
const retrieveAndGenerate: Parameters = {
  prompt: ['input.text'], model: generateRoots.map((root) => `${root}.modelArn`),
  maxOutput: generateRoots.map((root) => `${root}.generationConfiguration.inferenceConfig.textInferenceConfig.maxTokens`),
};

/** One API operation: the method of the Python client and of the aggregated JavaScript client, and the command that a JavaScript client sends. */
function operation(name: string, handle: 'bedrock.client' | 'bedrock.agent', more: Omit<Operation, 'on' | 'chains'>): { readonly handle: HandleSpec; readonly operations: readonly Operation[] } {
  const snake = name.replace(/([A-Z])/g, (letter, _, at: number) => `${at > 0 ? '_' : ''}${letter.toLowerCase()}`);
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  const command = `bedrock.${camel}.command`;
  return {
    handle: { gives: command, exports: [`${name}Command`], languages: ['javascript'], packages: handle === 'bedrock.client' ? runtimePackage : agentPackage },
    operations: [{ ...more, on: [handle], chains: snake === camel ? [snake] : [snake, camel] }, { ...more, on: [command], chains: ['send'], carried: true, languages: ['javascript'] }],
  };
}

/** A managed prompt holds its own `inferenceConfig`, and a request for it may not bring one: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
const converseCap = { capDefault: 'model', capInsert: { python: 'inferenceConfig.maxTokens', javascript: 'inferenceConfig.maxTokens' }, capKeptBy: ['promptVariables'] } as const;
const made = [
  operation('Converse', 'bedrock.client', { api: 'bedrock.converse', distinctive: true, needs: ['modelId'], parameters: converse, ...converseCap, byModel: families.slice(0, 4), caching: 'byProvider', documentation: `${documentation}/API_runtime_Converse.html` }),
  operation('ConverseStream', 'bedrock.client', { api: 'bedrock.converse', distinctive: true, streams: true, parameters: converse, ...converseCap, caching: 'byProvider', documentation: `${documentation}/API_runtime_ConverseStream.html` }),
  operation('InvokeModel', 'bedrock.client', { api: 'bedrock.invoke_model', distinctive: true, needs: ['modelId'], parameters: invoke, byModel: families, capDefault: 'model', caching: 'byProvider', documentation: `${documentation}/API_runtime_InvokeModel.html` }),
  operation('InvokeModelWithResponseStream', 'bedrock.client', { api: 'bedrock.invoke_model', distinctive: true, streams: true, parameters: invoke, byModel: families, capDefault: 'model', caching: 'byProvider', documentation: `${documentation}/API_runtime_InvokeModelWithResponseStream.html` }),
  operation('InvokeModelWithBidirectionalStream', 'bedrock.client', { api: 'bedrock.invoke_model', distinctive: true, streams: true, billing: 'other', parameters: { model: ['modelId'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/API_runtime_InvokeModelWithBidirectionalStream.html` }),
  operation('StartAsyncInvoke', 'bedrock.client', { api: 'bedrock.start_async_invoke', distinctive: true, needs: ['modelId'], billing: 'other', parameters: { model: ['modelId'], prompt: ['modelInput.textToVideoParams.text', 'modelInput.prompt'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/API_runtime_StartAsyncInvoke.html` }),
  operation('InvokeAgent', 'bedrock.agent', { api: 'bedrock.agent', distinctive: true, needs: ['agentAliasId'], parameters: agentParameters, stepsDefault: null, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/API_agent-runtime_InvokeAgent.html` }),
  operation('InvokeInlineAgent', 'bedrock.agent', { api: 'bedrock.agent', distinctive: true, needs: ['foundationModel'], parameters: agentParameters, stepsDefault: null, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/API_agent-runtime_InvokeInlineAgent.html` }),
  operation('InvokeFlow', 'bedrock.agent', { api: 'bedrock.agent', distinctive: true, needs: ['flowIdentifier'], parameters: { prompt: ['inputs'] }, stepsDefault: null, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/API_agent-runtime_InvokeFlow.html` }),
  operation('RetrieveAndGenerate', 'bedrock.agent', { api: 'bedrock.retrieve_and_generate', distinctive: true, parameters: retrieveAndGenerate, capDefault: 'model', caching: 'unsupported', documentation: `${documentation}/API_agent-runtime_RetrieveAndGenerate.html` }),
  operation('RetrieveAndGenerateStream', 'bedrock.agent', { api: 'bedrock.retrieve_and_generate', distinctive: true, streams: true, parameters: retrieveAndGenerate, capDefault: 'model', caching: 'unsupported', documentation: `${documentation}/API_agent-runtime_RetrieveAndGenerateStream.html` }),
  operation('Rerank', 'bedrock.agent', { api: 'bedrock.rerank', distinctive: true, needs: ['rerankingConfiguration'], billing: 'rerank', parameters: { model: ['rerankingConfiguration.bedrockRerankingConfiguration.modelConfiguration.modelArn'], prompt: ['queries'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/API_agent-runtime_Rerank.html` }),
];

const sessions: HandleSpec = { gives: 'bedrock.session', exports: ['Session', 'AioSession', 'get_session'], languages: ['python'], packages: ['boto3', 'aioboto3', 'aiobotocore', 'botocore'] };
/** A boto3 client of one service: of the module, of a session, of anything that is asked for that service by name. */
function botoClients(gives: string, service: string): readonly HandleSpec[] {
  const argument = { at: ['#0', 'service_name'], is: [service] };
  return [
    { gives, exports: ['client'], languages: ['python'], packages: ['boto3', 'aioboto3'], argument },
    { gives, on: ['bedrock.session'], chains: ['client', 'create_client'], languages: ['python'], argument, onAny: true },
  ];
}

/** Runtime and agent runtime, by boto3 clients, JavaScript's aggregated clients and its commands. Retrieval alone, guardrails and the management of models are left out. https://docs.aws.amazon.com/bedrock/latest/APIReference */
export const bedrock: Sdk = {
  id: 'bedrock', title: 'Amazon Bedrock', kind: 'direct', provider: 'bedrock',
  packages: {
    python: ['boto3', 'aioboto3', 'aiobotocore', 'botocore', 'mypy_boto3_bedrock_runtime', 'types_aiobotocore_bedrock_runtime', 'mypy_boto3_bedrock_agent_runtime'],
    javascript: [...runtimePackage, ...agentPackage],
  },
  handles: [
    sessions,
    ...botoClients('bedrock.client', 'bedrock-runtime'),
    ...botoClients('bedrock.agent', 'bedrock-agent-runtime'),
    { gives: 'bedrock.client', exports: ['BedrockRuntimeClient', 'BedrockRuntime'], packages: [...runtimePackage, 'mypy_boto3_bedrock_runtime', 'types_aiobotocore_bedrock_runtime'] },
    { gives: 'bedrock.agent', exports: ['BedrockAgentRuntimeClient', 'AgentsforBedrockRuntimeClient', 'BedrockAgentRuntime'], packages: [...agentPackage, 'mypy_boto3_bedrock_agent_runtime'] },
    ...made.map((one) => one.handle),
  ],
  operations: made.flatMap((one) => one.operations),
  documentation,
};
