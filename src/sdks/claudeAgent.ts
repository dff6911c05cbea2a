import type { Operation, Sdk } from './sdk.ts';

/** https://github.com/anthropics/claude-agent-sdk-python/blob/main/src/claude_agent_sdk/types.py; no turn limit and no model of its own when none is given. */
const documentation = 'https://docs.claude.com/en/api/agent-sdk/overview';

/**
 * System prompt and definitions of its own tools, in each request: 2,664 tokens without tools and 23,207 with all in an empty folder (Claude Code 2.1.285),
 * 14,800 a year before. https://dev.to/rulestack/claude-codes-disallowedtools-skill-dropped-18962-characters-of-skill-listing-and-saved-only-lga,
 * https://dannywillems.github.io/2026/01/16/claude-code-context-command.html
 */
const brings = { what: "the agent's own prompt and tools", low: 2600, expected: 15_000, high: 25_000 };
const options = 'options';
const query: Operation = {
  api: 'claude_agent.query', on: ['module'], chains: ['query'], streams: true,
  parameters: { model: [`${options}.model`], messages: ['prompt'], system: [`${options}.system_prompt`, `${options}.systemPrompt`, `${options}.customSystemPrompt`], steps: [`${options}.max_turns`, `${options}.maxTurns`] },
  capDefault: 'model', caching: 'automatic', stepsDefault: null, goesOn: 'always', brings, documentation,
};

/** `query` and the client, under the names of both packages: Claude Agent SDK, and Claude Code SDK before it. https://docs.claude.com/en/api/agent-sdk/overview */
export const claudeAgent: Sdk = {
  id: 'claude_agent', title: 'Claude Agent SDK', kind: 'framework', provider: 'anthropic', packages: { python: ['claude_agent_sdk', 'claude_code_sdk'], javascript: ['@anthropic-ai/claude-agent-sdk', '@anthropic-ai/claude-code'] },
  handles: [{ gives: 'claude_agent.client', exports: ['ClaudeSDKClient'], languages: ['python'], parameters: { model: ['options.model', '#0.model'], system: ['options.system_prompt', '#0.system_prompt'], steps: ['options.max_turns', '#0.max_turns'] } }],
  operations: [query, { ...query, on: ['claude_agent.client'], chains: ['query'], parameters: { messages: ['prompt', '#0'] } }],
  documentation,
};
