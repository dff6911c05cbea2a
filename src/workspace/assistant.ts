import type { LanguageId, Report, Scenario } from '../model.ts';
import { listAnswer, priceAnswer, snippetAnswer, whatIfAnswer } from './assistantAnswers.ts';
import type { Engine } from './engine.ts';
import type { Workspace } from './workspace.ts';

/** One parameter of a tool, in the small part of JSON Schema that assistants read well. */
interface Parameter {
  readonly type: 'string' | 'number' | 'boolean';
  readonly description: string;
  readonly enum?: readonly string[];
}
/** A question that a coding assistant may ask, in the form of the Model Context Protocol: https://modelcontextprotocol.io/specification/2025-06-18/server/tools. */
export interface AssistantTool {
  /** Stable; with `llmcost_` in front it is the name in every surface. */
  readonly name: string;
  readonly title: string;
  /** For the model: what it answers, when to ask it, what it never does. */
  readonly description: string;
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, Parameter>>;
    readonly required: readonly string[];
    readonly additionalProperties: false;
  };
  /** Gives the answer as text. Rejects with a sentence when the arguments are wrong. */
  run(args: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<string>;
}

/** What tools ask of their surroundings. */
export interface AssistantPort {
  readonly engine: Engine;
  /** Workspaces that are open, as they are now; `done` is called when the answer is made. */
  readonly workspaces: () => readonly OpenWorkspace[];
}
/** A folder that questions are answered about. Without any, the answer says that none is open. */
export interface OpenWorkspace {
  readonly name: string;
  readonly workspace: Workspace;
  readonly done: () => void;
}

const languages: readonly LanguageId[] = ['python', 'javascript', 'jsx', 'typescript', 'tsx'];
/** Rows of an answer, unless more are asked for. An assistant pays for every line. */
const rowLimit = 20;
const note =
  'Ranges are low to high; "expected" rests on what is named after it. Nothing is invented: what is not known is said to be unknown.';

function schema(properties: Readonly<Record<string, Parameter>>, required: readonly string[] = []): AssistantTool['inputSchema'] {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** The questions that assistants may ask; the same in the editor and over MCP. */
export function assistantTools(port: AssistantPort): readonly AssistantTool[] {
  return [
    {
      name: 'llmcost_estimate_snippet',
      title: 'Estimate the cost of a snippet',
      description: `Finds the LLM API calls in a piece of source code and tells for each what one call costs, with model, tokens, what the number rests on, and what could be saved. The code is read, never run. Use it before proposing code that calls an LLM. ${note}`,
      inputSchema: schema(
        {
          language: { type: 'string', enum: languages, description: 'Language of the code' },
          code: { type: 'string', description: 'Complete enough to hold its imports; constants in it are followed' },
        },
        ['language', 'code'],
      ),
      async run(args) {
        const language = languages.find((one) => one === text(args, 'language'));
        if (!language) throw new Error(`language must be one of ${languages.join(', ')}`);
        const analysis = await port.engine.snippet(language, text(args, 'code'));
        return analysis ? snippetAnswer(analysis) : 'The code could not be read.';
      },
    },
    {
      name: 'llmcost_list_calls',
      title: 'List costly LLM calls',
      description: `Lists the LLM API calls of the open workspace with cost per call and per month, dearest first, with totals, budgets and what could be saved. Months exist only where the team declared a volume in llmcost.yaml. ${note}`,
      inputSchema: schema({
        filter: { type: 'string', description: 'Part of a file, model, API or owner' },
        limit: { type: 'number', description: `How many calls; ${rowLimit} by default` },
      }),
      async run(args, signal) {
        const filter = optionalText(args, 'filter').toLowerCase();
        const limit = number(args, 'limit') ?? rowLimit;
        return answerEach(port, signal, (name, report) => listAnswer(name, report, filter, limit));
      },
    },
    {
      name: 'llmcost_what_if',
      title: 'What if the calls were made otherwise',
      description: `Tells what the declared month of the open workspace would cost with another model, output cap, prompt length, prompt caching, batch share or volume. Only calls with a volume in llmcost.yaml count. Quality of another model is not judged. ${note}`,
      inputSchema: schema({
        file: { type: 'string', description: 'Glob of the files whose calls change; all without it' },
        model: { type: 'string', description: 'Model id to use instead' },
        outputCap: { type: 'number', description: 'Most output tokens of a request' },
        promptTokens: { type: 'number', description: 'Input tokens of a request' },
        caching: { type: 'boolean', description: 'Prompt caching wherever it applies' },
        batchShare: { type: 'number', description: 'Share of calls through the batch API, 0 to 1' },
        volumeTimes: { type: 'number', description: 'Volume times this' },
      }),
      async run(args, signal) {
        const scenario = scenarioOf(args);
        return answerEach(port, signal, async (name, report, workspace) => {
          return `${name}: ${whatIfAnswer(report, await workspace.whatIf(scenario))}`;
        });
      },
    },
    {
      name: 'llmcost_model_price',
      title: 'Price of a model',
      description:
        'Tells list price (USD per million tokens), source and date of a model, and what a request of a given size costs. Aliases and dated ids are matched; an unknown model stays unknown, with similar names offered and not used.',
      inputSchema: schema(
        {
          model: { type: 'string', description: 'Model id as in code' },
          provider: { type: 'string', description: 'Who bills: openai, azure, bedrock, ...' },
          inputTokens: { type: 'number', description: 'Input tokens of a request' },
          outputTokens: { type: 'number', description: 'Output tokens of a request' },
          cachedTokens: { type: 'number', description: 'Part of the input that is read from the prompt cache' },
        },
        ['model'],
      ),
      async run(args) {
        const input = number(args, 'inputTokens') ?? 0;
        const cached = number(args, 'cachedTokens') ?? 0;
        const asked = {
          model: text(args, 'model'),
          provider: optionalText(args, 'provider') || null,
          modifiers: [],
          input: Math.max(input, cached),
          cached,
          output: number(args, 'outputTokens') ?? 0,
        };
        return priceAnswer(asked, await port.engine.quote(asked));
      },
    },
  ];
}

/** One paragraph a workspace. */
async function answerEach(
  port: AssistantPort,
  signal: AbortSignal | undefined,
  answer: (name: string, report: Report, workspace: Workspace) => string | Promise<string>,
): Promise<string> {
  const answers = await Promise.all(
    port.workspaces().map(async ({ name, workspace, done }) => {
      try {
        return await answer(name, await workspace.scan(undefined, signal), workspace);
      } finally {
        done();
      }
    }),
  );
  return answers.length > 0 ? answers.join('\n\n') : 'No folder is open.';
}

function scenarioOf(args: Readonly<Record<string, unknown>>): Scenario {
  const file = optionalText(args, 'file');
  const model = optionalText(args, 'model');
  const numbers = Object.fromEntries(
    (['outputCap', 'promptTokens', 'batchShare', 'volumeTimes'] as const).flatMap((key) => {
      const value = number(args, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  return {
    origin: null,
    name: 'what if',
    ...(file ? { match: { file } } : {}),
    ...(model ? { model } : {}),
    ...(args['caching'] === true ? { caching: true } : {}),
    ...numbers,
  };
}

function text(args: Readonly<Record<string, unknown>>, key: string): string {
  const value = args[key];
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`${key} is needed, as text`);
  return value;
}
function optionalText(args: Readonly<Record<string, unknown>>, key: string): string {
  const value = args[key];
  return typeof value === 'string' ? value : '';
}
function number(args: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = args[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`${key} must be a number that is not negative`);
  return value;
}
