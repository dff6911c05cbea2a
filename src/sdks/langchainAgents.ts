import type { HandleSpec } from './sdk.ts';

const graphPackages = ['langgraph', 'langgraph_supervisor', 'langgraph_swarm', '@langchain/langgraph', '@langchain/langgraph-supervisor', '@langchain/langgraph-swarm'];
const system = ['system_prompt', 'systemPrompt', 'prompt', 'state_modifier', 'stateModifier', 'messages_modifier', 'messageModifier', 'instructions'];
const model = ['model', 'llm'];
/** What makes an agent go on besides its tools: middleware may bring some, a supervisor hands over to its agents. */
const rounds = ['middleware', 'agents', 'pre_model_hook', 'preModelHook', 'post_model_hook', 'postModelHook'];

/**
 * Agents: a model in a loop with tools. A graph that a program builds itself (`StateGraph`) is none of them: its nodes hold the calls.
 * https://docs.langchain.com/oss/python/langchain/agents, https://reference.langchain.com/python/langgraph/agents/
 */
export const langchainAgents: readonly HandleSpec[] = [
  { gives: 'langchain.agent', exports: ['create_react_agent'], packages: graphPackages, modelSyntax: 'provider:model', parameters: { from: [...model, '#0'], model: [...model, '#0'], tools: ['tools', '#1'], rounds, system, schema: ['response_format'] } },
  { gives: 'langchain.agent', exports: ['create_supervisor'], packages: graphPackages, modelSyntax: 'provider:model', parameters: { from: model, model, tools: ['tools'], rounds: ['agents', '#0'], system, schema: ['response_format'] } },
  { gives: 'langchain.agent', exports: ['create_agent'], packages: ['langchain'], modelSyntax: 'provider:model', parameters: { from: [...model, '#0'], model: [...model, '#0'], tools: ['tools', '#1'], rounds, system, schema: ['response_format'] } },
  { gives: 'langchain.agent', exports: ['createAgent', 'createReactAgent', 'createSupervisor', 'ReactAgent'], packages: ['langchain', ...graphPackages], modelSyntax: 'provider:model', parameters: { from: model, model, tools: ['tools'], rounds, system, schema: ['responseFormat'] } },
  // Deep agents plan with tools of their own: `rounds` is there whatever is given.
  { gives: 'langchain.agent', exports: ['createDeepAgent'], packages: ['deepagents'], modelSyntax: 'provider:model', parameters: { from: model, model, tools: ['tools'], rounds: ['*'], system, schema: ['responseFormat'] } },
  { gives: 'langchain.agent', exports: ['create_deep_agent', 'async_create_deep_agent'], modelSyntax: 'provider:model', parameters: { from: ['model'], model: ['model'], tools: ['tools', '#0'], rounds: ['*'], system: [...system, '#1'] } },
  // A graph of one's own: known, so that running it is not taken for a request. Its nodes hold those.
  { gives: 'langgraph.graph', exports: ['StateGraph', 'MessageGraph', 'Graph', 'CompiledStateGraph', 'CompiledGraph', 'Pregel', 'RemoteGraph', 'create_swarm', 'createSwarm'] },
  { gives: 'langgraph.graph', on: ['langgraph.graph'], chains: ['compile', 'with_config', 'withConfig', 'add_node', 'addNode', 'add_edge', 'addEdge', 'add_conditional_edges', 'addConditionalEdges', 'add_sequence', 'set_entry_point', 'setEntryPoint', 'set_finish_point', 'setFinishPoint', 'addSequence'] },
  // The runnable that decides the next step; an executor runs it in a loop.
  {
    gives: 'langchain.chain', parameters: { from: ['llm', 'llm_chain', 'llmChain', '#0'], tools: ['tools', '#1'], messages: ['prompt', '#2'] },
    exports: [
      'create_react_agent', 'create_tool_calling_agent', 'create_openai_tools_agent', 'create_openai_functions_agent', 'create_structured_chat_agent', 'create_json_chat_agent', 'create_xml_agent', 'create_self_ask_with_search_agent',
      'createReactAgent', 'createToolCallingAgent', 'createOpenAIToolsAgent', 'createOpenAIFunctionsAgent', 'createStructuredChatAgent', 'createXmlAgent',
      'ZeroShotAgent', 'LLMSingleActionAgent', 'OpenAIFunctionsAgent', 'ConversationalAgent', 'XMLAgent', ...['ZeroShotAgent', 'ConversationalChatAgent', 'StructuredChatAgent', 'ConversationalAgent', 'ChatAgent', 'OpenAIFunctionsAgent'].flatMap((name) => [`${name}.from_llm_and_tools`, `${name}.fromLLMAndTools`]),
    ],
  },
  { gives: 'langchain.executor', exports: ['AgentExecutor', 'AgentExecutor.from_agent_and_tools', 'AgentExecutor.fromAgentAndTools'], parameters: { from: ['agent', 'runnable', '#0'], tools: ['tools'], steps: ['max_iterations', 'maxIterations'] } },
  { gives: 'langchain.executor', languages: ['python'], exports: ['initialize_agent'], parameters: { from: ['llm', '#1'], tools: ['tools', '#0'], steps: ['max_iterations'], system: ['agent_kwargs.system_message', 'agent_kwargs.prefix'] } },
  { gives: 'langchain.executor', languages: ['javascript'], optionsAt: 2, exports: ['initializeAgentExecutorWithOptions', 'initializeAgentExecutor'], parameters: { from: ['#1'], tools: ['#0'], steps: ['maxIterations'] } },
  {
    gives: 'langchain.executor', languages: ['python'], parameters: { from: ['llm', '#0'], steps: ['max_iterations'], system: ['prefix'] },
    exports: ['create_pandas_dataframe_agent', 'create_csv_agent', 'create_sql_agent', 'create_python_agent', 'create_json_agent', 'create_openapi_agent', 'create_vectorstore_agent', 'create_vectorstore_router_agent', 'create_spark_dataframe_agent', 'create_xorbits_agent', 'create_conversational_retrieval_agent', 'create_pbi_agent', 'create_spark_sql_agent'],
  },
  { gives: 'langchain.executor', languages: ['javascript'], optionsAt: 2, parameters: { from: ['#0'], steps: ['maxIterations'] }, exports: ['createSqlAgent', 'createJsonAgent', 'createOpenApiAgent', 'createVectorStoreAgent'] },
  { gives: 'langchain.executor', exports: ['PlanAndExecute', 'BabyAGI.from_llm', 'AutoGPT.from_llm_and_tools', 'load_chat_planner'], parameters: { from: ['planner', 'llm', '#0'] } },
];
