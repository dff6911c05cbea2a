import { agentFramework } from './agentFramework.ts';
import { agentKit } from './agentKit.ts';
import { agno } from './agno.ts';
import { autogen } from './autogen.ts';
import { baml } from './baml.ts';
import { browserUse } from './browserUse.ts';
import { claudeAgent } from './claudeAgent.ts';
import { crewai } from './crewai.ts';
import { ell, magentic, mirascope } from './decorators.ts';
import { dspy } from './dspy.ts';
import { aisuite, portkey, tokenJs } from './gateways.ts';
import { genkit } from './genkit.ts';
import { googleAdk } from './googleAdk.ts';
import { outlines } from './guided.ts';
import { haystack } from './haystack.ts';
import { instructor } from './instructor.ts';
import { llmTool } from './llmTool.ts';
import { controlflow, marvin } from './marvin.ts';
import { mastra } from './mastra.ts';
import { openaiAgents } from './openaiAgents.ts';
import { providerNames } from './providerNames.ts';
import { pydanticAi } from './pydanticAi.ts';
import type { Sdk } from './sdk.ts';
import { semanticKernel } from './semanticKernel.ts';
import { smolagents } from './smolagents.ts';
import { strands } from './strands.ts';
import { swarm } from './swarm.ts';

/** Frameworks in which an agent, a decorated function or a module is set up once and run elsewhere. */
const tables: readonly Sdk[] = [
  openaiAgents, pydanticAi, crewai, autogen, dspy, instructor, haystack, semanticKernel, googleAdk, mastra, smolagents, strands, swarm, claudeAgent, genkit, agno,
  mirascope, magentic, ell, marvin, controlflow, portkey, aisuite, tokenJs, llmTool, outlines, baml, agentFramework, agentKit, browserUse,
];

/** They share the words for a provider in front of a model. */
export const agentFrameworks: readonly Sdk[] = tables.map((sdk) => ({ providerNames, ...sdk }));
