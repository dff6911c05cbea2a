import type { AnalyzedCall, Currency, FileAnalysis, LanguageId, Report, Scenario } from '../model.ts';
import { basisLine, callRows, headline, priceLine, type CallRow } from '../report/rows.ts';
import { inEnglish } from '../report/say.ts';
import { basisWords, checkedWords, costWords, inputWords, modelWords, money, moneyRange, outputWords } from '../report/wording.ts';
import { createLocator } from '../text/virtual.ts';
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
          const result = await workspace.whatIf(scenario);
          if (!result || !report.totals.monthly)
            return `${name}: no call has both a declared volume and a known price, so there is no month to compare.`;
          const { currency } = report;
          const sign = result.change > 0n ? '+' : result.change < 0n ? '−' : '±';
          return `${name}: now ${money(report.totals.monthly.expected, currency)} per month (${moneyRange(report.totals.monthly, currency)}); then ${result.monthly ? `${money(result.monthly.expected, currency)} (${moneyRange(result.monthly, currency)}, ${basisWords(result.monthly.basis)})` : 'not known'}; ${sign}${money(result.change < 0n ? -result.change : result.change, currency)} per month. ${result.touched === 1 ? '1 call changes' : `${result.touched} calls change`}${result.lost > 0 ? `; ${result.lost} have no known price then and are left out` : ''}; ${report.totals.undeclaredVolume} calls have no declared volume and are not counted.`;
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
        const [input, output, cached] = [
          number(args, 'inputTokens') ?? 0,
          number(args, 'outputTokens') ?? 0,
          number(args, 'cachedTokens') ?? 0,
        ];
        const model = text(args, 'model');
        const { found, rates, cost, between, missing } = await port.engine.quote({
          model,
          provider: optionalText(args, 'provider') || null,
          modifiers: [],
          input: Math.max(input, cached),
          cached,
          output,
        });
        if (!found.price)
          return `${model}: price not known. ${found.reason}.${found.near.length > 0 ? ` Similar entries, not used: ${found.near.join(', ')}.` : ''}`;
        const usd = (rate: number | null) => (rate === null ? 'not known' : `$${rate}`);
        const { price } = found;
        const lines = [
          `${price.entry} (${found.why}); source ${price.source}${price.effectiveFrom ? `, since ${price.effectiveFrom}` : ''}, ${checkedWords(price)}.`,
        ];
        if (rates)
          lines.push(`USD per 1M tokens: input ${usd(rates.input)}, output ${usd(rates.output)}, cached input ${usd(rates.cacheRead)}.`);
        if (price.facts.context !== undefined || price.facts.maxOutput !== undefined)
          lines.push(`Limits: context ${price.facts.context ?? 'not known'}, output ${price.facts.maxOutput ?? 'not known'} tokens.`);
        if (price.facts.retires)
          lines.push(`Retires ${price.facts.retires}${price.facts.replacement ? `, replaced by ${price.facts.replacement}` : ''}.`);
        if (input + output > 0)
          lines.push(
            cost && !missing
              ? `This request: ${money(cost.total)}${between ? ` (${money(between.low)}–${money(between.high)})` : ''}; 1,000 of them: ${money(cost.total * 1000n)}.`
              : `This request: cost not known${missing ? ` (${missing})` : ''}.`,
          );
        return lines.join('\n');
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

function snippetAnswer(analysis: FileAnalysis): string {
  if (analysis.calls.length === 0) return `No LLM API call was found.${analysis.broken ? ' The code has syntax errors.' : ''}`;
  const locate = createLocator(analysis.chunks);
  return analysis.calls
    .map((one) => {
      const findings = analysis.findings
        .filter((finding) => finding.callId === one.call.id && finding.severity !== 'hint')
        .map((finding) => `  ${finding.severity} ${finding.id}: ${finding.message}`);
      return [`line ${locate(one.call.span.start).position.line + 1}: ${callWords(one)}`, ...findings].join('\n');
    })
    .join('\n');
}

/** `openai.chat.completions, gpt-4o: ~$0.002 per call ($0.001–$0.01, assumed); in 12–400, out ≤ 500`. */
function callWords(one: AnalyzedCall, currency?: Currency): string {
  const basis = one.cost.state === 'priced' ? `, rests on: ${basisWords(one.cost.perCall.basis)}` : `, ${one.cost.reason}`;
  return [
    `${one.call.api}, ${modelWords(one)}: ${costWords(one.cost, inEnglish, currency)}${basis}`,
    [inputWords(one), outputWords(one)].filter(Boolean).join(', '),
    one.monthly ? `${money(one.monthly.expected, currency)} per month (${moneyRange(one.monthly, currency)})` : 'volume not declared',
  ]
    .filter(Boolean)
    .join('; ');
}

function listAnswer(name: string, report: Report, filter: string, limit: number): string {
  const all = callRows(report).filter((row: CallRow) =>
    [row.place, row.model, row.analyzed.call.api, row.owner].some((one) => one.toLowerCase().includes(filter)),
  );
  const rows = all.slice(0, Math.max(1, limit)).map((row) => `${row.place} ${callWords(row.analyzed, report.currency)}`);
  const rest = all.length - rows.length;
  const savings = report.files.flatMap((file) => file.findings).filter((one) => one.savingMonthly !== null && one.savingMonthly > 0n);
  return [
    `${name}: ${headline(report)}`,
    basisLine(report),
    ...rows,
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...savings.slice(0, 10).map((one) => `could save ${money(one.savingMonthly ?? 0n, report.currency)}/month: ${one.id} in ${one.file}`),
    priceLine(report),
  ]
    .filter(Boolean)
    .join('\n');
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
