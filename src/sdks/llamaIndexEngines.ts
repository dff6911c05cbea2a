import type { HandleSpec, Parameters } from './sdk.ts';

/** Where engines, indices and agents are given the model; `service_context` and `predictor` before version 0.10. */
const held = ['llm', 'multi_modal_llm', 'service_context', 'serviceContext', 'llm_predictor', 'query_engine', 'queryEngine', 'response_synthesizer', 'responseSynthesizer', 'chat_engine', 'agent', 'agents', 'agent_worker'];
const prompts = ['text_qa_template', 'system_prompt', 'systemPrompt', 'context_prompt', 'contextSystemPrompt', 'prefix_messages'];
const engine: Parameters = { from: held, system: prompts, tools: ['tools', 'query_engine_tools', 'queryEngineTools'], steps: ['max_iterations', 'max_function_calls'] };

const indices = ['VectorStoreIndex', 'SummaryIndex', 'TreeIndex', 'KeywordTableIndex', 'SimpleKeywordTableIndex', 'KnowledgeGraphIndex', 'PropertyGraphIndex', 'DocumentSummaryIndex', 'ListIndex', 'MultiModalVectorStoreIndex', 'SQLStructStoreIndex', 'PandasIndex', 'GPTVectorStoreIndex', 'GPTSimpleVectorIndex', 'GPTListIndex', 'GPTTreeIndex', 'GPTKeywordTableIndex', 'GPTSQLStructStoreIndex', 'VectaraIndex', 'LlamaCloudIndex', 'BaseIndex'];
const made = ['from_documents', 'from_vector_store', 'from_existing', 'load_from_disk', 'fromDocuments', 'fromVectorStore', 'fromExisting', 'init', 'from_defaults'];

const queryEngines = ['BaseQueryEngine', 'RetrieverQueryEngine', 'SubQuestionQueryEngine', 'RouterQueryEngine', 'ToolRetrieverRouterQueryEngine', 'RetrieverRouterQueryEngine', 'CitationQueryEngine', 'SimpleMultiModalQueryEngine', 'MultiStepQueryEngine', 'TransformQueryEngine', 'FLAREInstructQueryEngine', 'NLSQLTableQueryEngine', 'SQLTableRetrieverQueryEngine', 'PGVectorSQLQueryEngine', 'SQLAutoVectorQueryEngine', 'SQLJoinQueryEngine', 'NLStructStoreQueryEngine', 'PandasQueryEngine', 'JSONalyzeQueryEngine', 'JSONQueryEngine', 'KnowledgeGraphQueryEngine', 'ComposableGraphQueryEngine', 'RetryQueryEngine', 'RetrySourceQueryEngine', 'RetryGuidelineQueryEngine', 'CogniswitchQueryEngine', 'GuidelineQueryEngine'];
const chatEngines = ['BaseChatEngine', 'SimpleChatEngine', 'CondenseQuestionChatEngine', 'CondensePlusContextChatEngine', 'ContextChatEngine', 'MultiModalContextChatEngine', 'MultiModalCondensePlusContextChatEngine'];
const oldAgents = ['BaseAgent', 'OpenAIAgent', 'ReActAgent', 'FunctionCallingAgent', 'RetrieverOpenAIAgent', 'FnRetrieverOpenAIAgent', 'ContextRetrieverOpenAIAgent', 'OpenAIAssistantAgent', 'AgentRunner', 'ParallelAgentRunner', 'LLMCompilerAgentWorker', 'CoAAgentWorker', 'AnthropicAgent', 'LLMAgent', 'StructuredPlannerAgent', 'MultimodalReActAgent'];
const workers = ['FunctionCallingAgentWorker', 'OpenAIAgentWorker', 'ReActAgentWorker', 'MultimodalReActAgentWorker', 'LLMCompilerAgentWorker', 'IntrospectiveAgentWorker', 'CoAAgentWorker', 'AnthropicAgentWorker'];
const programs = ['LLMTextCompletionProgram', 'OpenAIPydanticProgram', 'FunctionCallingProgram', 'MultiModalLLMCompletionProgram', 'LMFormatEnforcerPydanticProgram', 'GuidancePydanticProgram', 'DFFullProgram', 'DFRowsProgram', 'EvaporateProgram'];
const synthesizers = ['TreeSummarize', 'Refine', 'CompactAndRefine', 'SimpleSummarize', 'Accumulate', 'CompactAndAccumulate', 'Generation', 'BaseSynthesizer', 'ResponseSynthesizer', 'ResponseSynthesizer.from_args', 'get_response_synthesizer', 'getResponseSynthesizer'];

const withWays = (names: readonly string[], ways: readonly string[]) => names.flatMap((name) => [name, ...ways.map((way) => `${name}.${way}`)]);

/** Query engines, chat engines, indices, programs: https://developers.llamaindex.ai/python/framework/module_guides/deploying/query_engine/ */
export const llamaIndexEngines: readonly HandleSpec[] = [
  { gives: 'llamaindex.context', exports: ['ServiceContext.from_defaults', 'ServiceContext', 'serviceContextFromDefaults'], parameters: { from: ['llm', 'llm_predictor', 'llmPredictor'], system: ['system_prompt'] } },
  { gives: 'llamaindex.index', exports: [...withWays(indices, made), 'load_index_from_storage', 'load_graph_from_storage'], parameters: { from: ['llm', 'service_context', 'serviceContext', 'llm_predictor'] } },
  { gives: 'llamaindex.queryEngine', on: ['llamaindex.index'], chains: ['as_query_engine', 'asQueryEngine'], parameters: engine },
  { gives: 'llamaindex.chatEngine', on: ['llamaindex.index'], chains: ['as_chat_engine', 'asChatEngine'], parameters: engine, retrieves: true },
  { gives: 'llamaindex.queryEngine', on: [], chains: ['as_query_engine', 'asQueryEngine'], onAny: true, parameters: engine },
  { gives: 'llamaindex.chatEngine', on: [], chains: ['as_chat_engine', 'asChatEngine'], onAny: true, parameters: engine, retrieves: true },
  { gives: 'llamaindex.queryEngine', exports: withWays(queryEngines, ['from_args', 'from_defaults', 'fromDefaults', 'from_llm']), parameters: { ...engine, from: [...held, 'query_engine_tools', 'queryEngineTools'] } },
  { gives: 'llamaindex.chatEngine', exports: withWays(chatEngines, ['from_defaults', 'fromDefaults']), parameters: engine },
  // The name of an agent of version 0.12 and later is that of an older one; both have what is called on either.
  { gives: 'llamaindex.agent', exports: [...withWays(oldAgents, ['from_tools', 'from_defaults', 'from_new', 'from_existing', 'from_retriever', 'from_llm', 'fromTools']), 'FunctionAgent', 'CodeActAgent', 'AgentWorkflow', 'AgentWorkflow.from_tools_or_functions', 'AgentWorkflow.fromTools', 'BaseWorkflowAgent', 'agent', 'multiAgent'], parameters: { ...engine, from: [...held, 'rootAgent', 'root_agent'] } },
  { gives: 'llamaindex.worker', exports: withWays(workers, ['from_tools', 'from_defaults', 'from_args']), parameters: engine },
  { gives: 'llamaindex.agent', on: ['llamaindex.worker'], chains: ['as_agent'] },
  { gives: 'llamaindex.tool', exports: ['QueryEngineTool', 'QueryEngineTool.from_defaults', 'queryEngineTool', 'QueryEngineTool.fromDefaults'], parameters: { from: ['query_engine', 'queryEngine', '#0'] } },
  { gives: 'llamaindex.program', exports: withWays(programs, ['from_defaults']), parameters: { from: ['llm', 'multi_modal_llm'], messages: ['prompt', 'prompt_template_str', 'prompt_template'], schema: ['output_cls', 'output_parser.output_cls'] }, template: 'braces' },
  { gives: 'llamaindex.synthesizer', exports: synthesizers, parameters: { from: held, system: ['text_qa_template', 'summary_template'] } },
  { gives: 'llamaindex.prompt', exports: withWays(['PromptTemplate', 'ChatPromptTemplate', 'BasePromptTemplate', 'RichPromptTemplate', 'Prompt', 'QuestionAnswerPrompt', 'RefinePrompt', 'SummaryPrompt'], ['from_messages']), parameters: { messages: ['template', 'message_templates', 'templateStr', '#0'] }, template: 'braces' },
  { gives: 'llamaindex.prompt', on: ['llamaindex.prompt'], chains: ['format', 'format_messages', 'formatMessages', 'partial_format', 'partialFormat'], parameters: { variables: ['#0', '*'] } },
];
