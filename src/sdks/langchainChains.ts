import { boundParameters, configuredParameters } from './langchainModels.ts';
import type { HandleSpec } from './sdk.ts';

const templated = { template: 'braces' } as const;
const text = { messages: ['messages', 'promptMessages', 'prompt', 'template', '#0'] };
const role = (gives: 'system' | 'user' | 'assistant', name: string): HandleSpec => ({
  gives: 'langchain.prompt', exports: [`${name}MessagePromptTemplate`, `${name}MessagePromptTemplate.from_template`, `${name}MessagePromptTemplate.fromTemplate`], parameters: text, role: gives, ...templated,
});

/** Templates: what they hold is sent by whoever is called with them. https://reference.langchain.com/python/langchain_core/prompts/ */
export const langchainPrompts: readonly HandleSpec[] = [
  {
    gives: 'langchain.prompt', parameters: text, ...templated,
    exports: ['ChatPromptTemplate', 'PromptTemplate', 'FewShotPromptTemplate', 'FewShotChatMessagePromptTemplate', 'StringPromptTemplate', 'BasePromptTemplate', 'BaseChatPromptTemplate'].flatMap((name) => [name, `${name}.from_messages`, `${name}.fromMessages`, `${name}.from_template`, `${name}.fromTemplate`]),
  },
  role('system', 'System'), role('user', 'Human'), role('assistant', 'AI'), role('user', 'Chat'),
  { gives: 'langchain.prompt', exports: ['MessagesPlaceholder'], parameters: { messages: ['variable_name', 'variableName', '#0'] }, template: 'name' },
  { gives: 'langchain.prompt', exports: ['hub.pull', 'pull', 'hub.node.pull', 'load_prompt', 'loadPrompt', 'PromptTemplate.from_file', 'PipelinePromptTemplate'] },
  {
    gives: 'langchain.prompt', on: ['langchain.prompt'], parameters: { variables: ['#0', '*'] },
    chains: ['format', 'aformat', 'format_messages', 'aformat_messages', 'format_prompt', 'aformat_prompt', 'formatMessages', 'formatPromptValue', 'invoke', 'ainvoke', 'partial', 'to_messages', 'to_string', 'toChatMessages', 'toString'],
  },
  { gives: 'langchain.chain', on: ['langchain.prompt'], chains: ['|', 'pipe'] },
];

/** What stays a runnable of the same kind: https://reference.langchain.com/python/langchain_core/runnables/ */
const same: readonly HandleSpec[] = ['langchain.model', 'langchain.chain', 'langchain.agent', 'langchain.executor'].flatMap((type): readonly HandleSpec[] => [
  { gives: type, on: [type], chains: ['with_retry', 'withRetry'], parameters: { attempts: ['stop_after_attempt', 'stopAfterAttempt'] }, attemptsDefault: 3 },
  { gives: type, on: [type], chains: ['with_listeners', 'withListeners', 'with_types', 'configurable_fields', 'configurable_alternatives', 'map', 'as_structured', 'compile', 'pick', 'assign'] },
  { gives: type, on: [type], chains: ['with_fallbacks', 'withFallbacks'], parameters: { fallbacks: ['fallbacks', '#0'] } },
  { gives: type, on: [type], chains: ['with_config', 'withConfig'], parameters: configuredParameters },
]);

/** Bound models. `bind_tools` and `with_structured_output` exist nowhere else, so their result is a model wherever they are called. */
const bound: readonly HandleSpec[] = ['langchain.model', 'langchain.chain'].flatMap((type): readonly HandleSpec[] => [
  { gives: type, on: [type], chains: ['bind', 'bind_functions'], parameters: boundParameters },
  { gives: type, on: [type], chains: ['bindTools'], parameters: { tools: ['#0'] } },
  { gives: type, on: [type], chains: ['bind_tools'], parameters: { ...boundParameters, tools: ['tools', '#0'] } },
]);
const telling: readonly HandleSpec[] = [
  { gives: 'langchain.model', on: ['langchain.model'], chains: ['with_structured_output', 'withStructuredOutput'], onAny: true, parameters: { schema: ['schema', '#0'] } },
  { gives: 'langchain.model', on: [], chains: ['bind_tools', 'bindTools'], onAny: true, parameters: { tools: ['tools', '#0'] } },
];

const first = { from: ['llm', 'llm_chain', 'llmChain', '#0'] };
const withPrompt = { ...first, messages: ['prompt', 'chain_type_kwargs.prompt', 'combine_docs_chain_kwargs.prompt', 'qa_prompt', 'stuff_prompt', 'map_prompt', 'combine_prompt', 'combinePrompt', 'qaTemplate'] };
const inJavascript = { from: ['#0'], messages: ['prompt', 'qaTemplate', 'qaChainOptions.prompt', 'combinePrompt'] };
/** Chains that look up documents, or what a database is made of, and put them into the prompt. */
const lookingUp = [
  'create_sql_query_chain',
  ...['RetrievalQA', 'RetrievalQAWithSourcesChain', 'VectorDBQA', 'VectorDBQAWithSourcesChain'].flatMap((name) => [name, `${name}.from_llm`, `${name}.from_chain_type`]),
  ...['ConversationalRetrievalChain', 'ChatVectorDBChain', 'SQLDatabaseChain', 'GraphQAChain', 'GraphCypherQAChain'].map((name) => `${name}.from_llm`),
];
/** Chains that take the model first, and where a prompt of one's own stands. Their own prompts are in LangChain, not in the code. */
const chains: readonly HandleSpec[] = [
  { gives: 'langchain.chain', exports: ['LLMChain', 'ConversationChain', 'StuffDocumentsChain', 'ReduceDocumentsChain', 'MapReduceDocumentsChain', 'SQLDatabaseChain', 'SqlDatabaseChain', 'LLMRequestsChain', 'LLMCheckerChain', 'PALChain', 'LLMMathChain', 'LLMSummarizationCheckerChain'], parameters: { ...first, messages: ['prompt'] } },
  { gives: 'langchain.chain', exports: ['LLMChain.from_string'], parameters: { ...first, messages: ['template', '#1'] }, ...templated },
  { gives: 'langchain.chain', parameters: withPrompt, exports: lookingUp, retrieves: true },
  {
    gives: 'langchain.chain', parameters: withPrompt,
    exports: [
      'load_qa_chain', 'load_qa_with_sources_chain', 'load_summarize_chain', 'create_citation_fuzzy_match_chain', 'create_citation_fuzzy_match_runnable', 'create_qa_with_sources_chain', 'create_qa_with_structure_chain', 'load_query_constructor_runnable',
      ...['QAWithSourcesChain'].flatMap((name) => [name, `${name}.from_llm`, `${name}.from_chain_type`]),
      ...['APIChain', 'QAGenerationChain', 'LLMMathChain', 'LLMCheckerChain', 'PALChain', 'ConstitutionalChain', 'FlareChain', 'MultiPromptChain', 'LLMRouterChain', 'QAEvalChain', 'CriteriaEvalChain', 'LLMSummarizationCheckerChain', 'NatBotChain', 'HypotheticalDocumentEmbedder'].map((name) => `${name}.from_llm`),
      'APIChain.from_llm_and_api_docs', 'MapReduceChain.from_params', 'MultiPromptChain.from_prompts', 'PALChain.from_math_prompt', 'OpenAPIEndpointChain.from_api_operation',
    ],
  },
  { gives: 'langchain.chain', languages: ['javascript'], optionsAt: 1, parameters: inJavascript, retrieves: true, exports: ['RetrievalQAChain.fromLLM', 'ConversationalRetrievalQAChain.fromLLM', 'VectorDBQAChain.fromLLM', 'ChatVectorDBQAChain.fromLLM', 'MultiRetrievalQAChain.fromLLM', 'GraphCypherQAChain.fromLLM', 'SqlDatabaseChain.fromLLM'] },
  {
    gives: 'langchain.chain', languages: ['javascript'], optionsAt: 1, parameters: inJavascript,
    exports: ['loadQAStuffChain', 'loadQAMapReduceChain', 'loadQARefineChain', 'loadQAChain', 'loadSummarizationChain', 'MultiPromptChain.fromLLMAndPrompts', 'ConstitutionalChain.fromLLM', 'APIChain.fromLLMAndAPIDocs'],
  },
  { gives: 'langchain.chain', exports: ['create_stuff_documents_chain', 'createStuffDocumentsChain', 'createSqlQueryChain', 'createOpenAIFnRunnable', 'createStructuredOutputRunnable'], parameters: { from: ['llm', '#0'], messages: ['prompt', '#1'] } },
  { gives: 'langchain.chain', languages: ['python'], exports: ['create_structured_output_runnable', 'create_openai_fn_runnable'], parameters: { from: ['llm', '#1'], messages: ['prompt', '#2'] } },
  { gives: 'langchain.chain', languages: ['javascript'], optionsAt: 1, exports: ['createOpenAPIChain'], parameters: { from: ['llm'], messages: ['prompt'] } },
  { gives: 'langchain.chain', exports: ['create_history_aware_retriever', 'createHistoryAwareRetriever'], parameters: { from: ['llm', '#0'], messages: ['prompt', 'rephrasePrompt', '#2'] } },
  { gives: 'langchain.chain', exports: ['create_retrieval_chain', 'createRetrievalChain'], parameters: { from: ['combine_docs_chain', 'combineDocsChain', '#1'] } },
  { gives: 'langchain.chain', languages: ['python'], exports: ['create_extraction_chain', 'create_extraction_chain_pydantic', 'create_tagging_chain', 'create_tagging_chain_pydantic', 'create_structured_output_chain', 'create_openai_fn_chain'], parameters: { from: ['llm', '#1'], schema: ['schema', 'pydantic_schema', '#0'], messages: ['prompt', '#2'] } },
  { gives: 'langchain.chain', languages: ['javascript'], exports: ['createExtractionChainFromZod', 'createTaggingChainFromZod', 'createExtractionChain', 'createTaggingChain', 'createStructuredOutputChain', 'createStructuredOutputChainFromZod'], parameters: { from: ['llm', '#1', '#0'], messages: ['prompt'] } },
  { gives: 'langchain.chain', exports: ['RetrievalQAChain', 'ConversationalRetrievalChain', 'ConversationalRetrievalQAChain', 'MapReduceDocumentsChain', 'RefineDocumentsChain', 'SequentialChain', 'SimpleSequentialChain', 'RetrievalQA', 'MultiRouteChain', 'AnalyzeDocumentChain', 'VectorDBQAChain', 'ConstitutionalChain'], parameters: { from: ['combine_docs_chain', 'combineDocumentsChain', 'combine_documents_chain', 'llm_chain', 'initial_llm_chain', 'chains', 'default_chain', 'llm', '*'] } },
];

/** Of packages built on LangChain: trustcall's extractor (https://github.com/hinthornw/trustcall) and langmem's managers (https://langchain-ai.github.io/langmem/). */
const others: readonly HandleSpec[] = [
  { gives: 'langchain.chain', exports: ['create_extractor', 'create_memory_manager', 'create_memory_store_manager', 'create_prompt_optimizer', 'create_multi_prompt_optimizer', 'create_thread_extractor'], packages: ['trustcall', 'langmem'], modelSyntax: 'provider:model', parameters: { from: ['llm', 'model', '#0'], model: ['llm', 'model', '#0'], tools: ['tools', 'schemas', '#1'], system: ['instructions'] } },
];

/** Runnables made of others. https://docs.langchain.com/oss/python/langchain/overview and the LCEL reference */
const compositions: readonly HandleSpec[] = [
  { gives: 'langchain.chain', exports: ['RunnableSequence.from'], sequence: '#0' },
  { gives: 'langchain.chain', exports: ['RunnableSequence'], sequence: '*', parameters: boundParameters },
  { gives: 'langchain.chain', exports: ['RunnableParallel', 'RunnableMap', 'RunnableParallel.from', 'RunnableMap.from', 'RunnableBranch', 'RunnableBranch.from', 'RunnablePassthrough.assign', 'RunnableAssign', 'RouterRunnable', 'RunnableWithFallbacks', 'RunnableRetry'], parameters: { from: ['*'] }, needsHandle: true },
  { gives: 'langchain.chain', exports: ['RunnableWithMessageHistory'], parameters: { from: ['runnable', '#0'] } },
  { gives: 'langchain.chain', exports: ['Runnable', 'RunnableSerializable', 'RunnableBinding', 'BaseChain', 'Chain', 'base.Chain', 'BaseCombineDocumentsChain', 'BaseConversationalRetrievalChain', 'BaseRetrievalQA'], parameters: boundParameters },
  { gives: 'langchain.chain', on: ['langchain.model'], chains: ['|', 'pipe'], parameters: { messages: ['#0'] } },
  { gives: 'langchain.chain', on: ['langchain.chain', 'langchain.agent', 'langchain.executor'], chains: ['|', 'pipe'] },
];

/** What is made of models: bound and wrapped ones, pipes, the chains of LangChain 0, and what is built on them. */
export const langchainChains: readonly HandleSpec[] = [...same, ...bound, ...telling, ...compositions, ...chains, ...others];
