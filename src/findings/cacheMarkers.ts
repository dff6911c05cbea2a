import type { CallExpr, Expr, FileFacts, Fix, LlmCall, PromptHole, RecordExpr, TextEdit } from '../model.ts';
import { entryText, insertEntry, insertItem, insertItemBehind, recordText, styleAt, type Style, type Written } from '../text/insert.ts';
import { textBetween } from './code.ts';
import type { RuleInput } from './rule.ts';
import { entryOf, expressionOf, followed, literalOf, sentFor } from './written.ts';

/** What an edit is made with. */
interface Place {
  readonly code: FileFacts;
  readonly call: LlmCall;
  readonly expr: CallExpr;
  readonly style: (expr: Expr) => Style;
}

/** How an API is asked to cache: where its system text stands, and what a marked text looks like. Null: no edit is plainly right. */
interface Dialect {
  readonly apis: RegExp;
  markSystem(place: Place): readonly TextEdit[] | null;
  /** Splits the first message where it begins to change. */
  markMessage?(place: Place, hole: PromptHole): readonly TextEdit[] | null;
  /** Marks the last tool, which all tools stand before. */
  markTools?(place: Place): readonly TextEdit[] | null;
}

const ephemeral: Written = { entries: { type: 'ephemeral' } };
const cachePoint: Written = { entries: { type: 'default' } };
const textOf =
  ({ code }: Place) =>
  (span: { readonly start: number; readonly end: number }) =>
    textBetween(code, span);

const dialects: readonly Dialect[] = [
  // https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching; Bedrock's InvokeModel and Vertex take the same body.
  {
    apis: /^(?:anthropic\.messages|http\.anthropic|http\.vertex|bedrock\.invoke_model)$/,
    markSystem: (place) => markContent(place, sentFor(place.code, place.expr, 'system')),
    markMessage: (place, hole) => splitContent(place, contentOf(place, 'user'), hole),
    markTools: (place) => markLast(place, sentFor(place.code, place.expr, 'tools'), 'cache_control', ephemeral),
  },
  // The same blocks inside messages of OpenAI's shape: https://docs.litellm.ai/docs/completion/prompt_caching, https://openrouter.ai/docs/features/prompt-caching
  {
    apis: /^(?:litellm\.completion|openai\.chat\.completions|openrouter\.chat|http\.openrouter)$/,
    markSystem: (place) => (isTypedByOpenAi(place) ? null : markContent(place, contentOf(place, 'system'))),
    markMessage: (place, hole) => (isTypedByOpenAi(place) ? null : splitContent(place, contentOf(place, 'user'), hole)),
  },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html
  {
    apis: /^bedrock\.converse$/,
    markSystem: (place) => addPoint(place, sentFor(place.code, place.expr, 'system')),
    markMessage: (place, hole) => {
      const content = contentOf(place, 'user');
      const [first] = content?.kind === 'list' ? content.items : [];
      if (content?.kind !== 'list' || first?.kind !== 'record') return null;
      const text = entryOf(first, 'text');
      const parts = text ? halves(place, text, hole) : null;
      const style = place.style(first);
      return parts && text
        ? [
            { span: text.span, text: parts[0] },
            insertItemBehind(
              textOf(place),
              content,
              0,
              `${recordText(style, { cachePoint })}, ${recordText(style, { text: { code: parts[1] } })}`,
            ),
          ]
        : null;
    },
    markTools: (place) => {
      const config = sentFor(place.code, place.expr, 'toolConfig');
      const tools = config?.kind === 'record' ? entryOf(config, 'tools') : undefined;
      return addPoint(place, tools ? followed(place.code, tools) : null);
    },
  },
  // https://ai-sdk.dev/providers/ai-sdk-providers/anthropic#cache-control: options of a message.
  {
    apis: /^ai\./,
    markSystem: (place) => {
      const providerOptions: Written =
        place.call.provider === 'bedrock'
          ? { entries: { bedrock: { entries: { cachePoint } } } }
          : { entries: { anthropic: { entries: { cacheControl: ephemeral } } } };
      const message = systemMessage(place);
      if (message) return [insertEntry(textOf(place), message, entryText(place.style(message), 'providerOptions', providerOptions))];
      const system = sentFor(place.code, place.expr, 'system') ?? sentFor(place.code, place.expr, 'instructions');
      return system && isPlain(system) && !isOldAiSdk(place)
        ? [
            {
              span: system.span,
              text: recordText(place.style(system), {
                role: 'system',
                content: { code: textBetween(place.code, system.span) },
                providerOptions,
              }),
            },
          ]
        : null;
    },
  },
  // https://docs.langchain.com/oss/python/integrations/chat/anthropic#prompt-caching: blocks of a system message.
  { apis: /^langchain\.(?:invoke|stream|batch)/, markSystem: (place) => markSystemMessage(place) },
];

/** Title of the fix that asks for caching. */
const title = 'Mark the unchanging start to be cached';

/**
 * The edit that asks the provider to cache the unchanging start of a prompt, where it is plain where the marker goes: behind the
 * system text when that alone is long enough, else behind the tools, else where the first message begins to change.
 */
export function markCache({ analyzed: { call }, code, facts, countTokens }: RuleInput): readonly Fix[] {
  const dialect = dialects.find((one) => one.apis.test(call.api));
  const expr = expressionOf(code, call);
  if (!dialect || !expr || facts?.cache.minTokens === undefined) return [];
  const isPython = code.language === 'python';
  const place: Place = { code, call, expr, style: (one) => styleAt((span) => textBetween(code, span), one.span, isPython, expr.span) };
  const { segments, tools } = call.prompt;
  const systems = segments.filter((one) => one.role === 'system');
  const holes = (parts: readonly (string | PromptHole)[]) => parts.find((one) => typeof one !== 'string');
  const toolTokens = tools ? countTokens(tools.schemaText) : 0;
  const systemTokens = countTokens(systems.flatMap((one) => one.parts.filter((part) => typeof part === 'string')).join(''));
  const least = facts.cache.minTokens;
  const isSystemStatic = systems.every((one) => holes(one.parts) === undefined);
  const edits = (): readonly TextEdit[] | null => {
    if (systems.length > 0 && isSystemStatic && toolTokens + systemTokens >= least) return dialect.markSystem(place);
    if (toolTokens >= least && tools?.complete === true) return dialect.markTools?.(place) ?? null;
    const hole = holes(segments.find((one) => one.role === 'user')?.parts ?? []);
    return isSystemStatic && hole !== undefined && typeof hole !== 'string' ? (dialect.markMessage?.(place, hole) ?? null) : null;
  };
  const made = edits();
  return made ? [{ title, edits: made }] : [];
}

/** A value that reads well inside a block as it stands. */
function isPlain(expr: Expr): boolean {
  return expr.kind === 'text' || expr.kind === 'name' || expr.kind === 'member' || expr.kind === 'index';
}

/** `text` becomes one marked block; in a list of blocks the last one is marked. */
function markContent(place: Place, content: Expr | null): readonly TextEdit[] | null {
  if (!content) return null;
  if (isPlain(content)) return [{ span: content.span, text: `[${block(place, content, textBetween(place.code, content.span), true)}]` }];
  return markLast(place, content, 'cache_control', ephemeral);
}

function block(place: Place, near: Expr, text: string, isMarked: boolean): string {
  return recordText(place.style(near), { type: 'text', text: { code: text }, ...(isMarked ? { cache_control: ephemeral } : {}) });
}

function markLast(place: Place, list: Expr | null, key: string, value: Written): readonly TextEdit[] | null {
  const last = list?.kind === 'list' ? list.items.at(-1) : undefined;
  return last?.kind === 'record' && last.entries.every((entry) => !entry.spread)
    ? [insertEntry(textOf(place), last, entryText(place.style(last), key, value))]
    : null;
}

function addPoint(place: Place, list: Expr | null): readonly TextEdit[] | null {
  return list?.kind === 'list' && list.items.length > 0
    ? [insertItem(textOf(place), list, recordText(place.style(list), { cachePoint }))]
    : null;
}

/** The content of the first message of a role, where the messages are written as a list of records. */
function contentOf(place: Place, role: string): Expr | null {
  const message = messageOf(place, role);
  const content = message ? entryOf(message, 'content') : undefined;
  return content ? followed(place.code, content) : null;
}

function messageOf(place: Place, role: string): RecordExpr | null {
  const messages = sentFor(place.code, place.expr, 'messages');
  if (messages?.kind !== 'list') return null;
  const found = messages.items
    .map((one) => followed(place.code, one))
    .find((one) => one.kind === 'record' && isText(entryOf(one, 'role'), role));
  return found?.kind === 'record' ? found : null;
}

const systemMessage = (place: Place) => messageOf(place, 'system');

function isText(expr: Expr | undefined, value: string): boolean {
  return expr?.kind === 'text' && expr.parts.length === 1 && expr.parts[0] === value;
}

/** A text becomes two blocks that read the same one after the other: what never changes, marked, and the rest. */
function splitContent(place: Place, content: Expr | null, hole: PromptHole): readonly TextEdit[] | null {
  const parts = content ? halves(place, content, hole) : null;
  return parts && content
    ? [{ span: content.span, text: `[${block(place, content, parts[0], true)}, ${block(place, content, parts[1], false)}]` }]
    : null;
}

/** One literal cut in two before a hole; null where the hole is not in it, or stands at its start. */
function halves({ code }: Place, text: Expr, hole: PromptHole): readonly [string, string] | null {
  const literal = literalOf(code, text);
  const variable =
    text.kind === 'text' ? text.parts.find((one) => typeof one !== 'string' && textBetween(code, one.span) === hole.name) : undefined;
  if (!literal || variable === undefined || typeof variable === 'string') return null;
  const before = textBetween(code, { start: literal.body.start, end: variable.span.start });
  const opening = (code.language === 'python' ? /(?<!\{)\{\s*$/ : /\$\{\s*$/).exec(before);
  if (!opening || opening.index === 0) return null;
  const rest = textBetween(code, { start: literal.body.start + opening.index, end: literal.body.end });
  return [`${literal.open}${before.slice(0, opening.index)}${literal.close}`, `${literal.open}${rest}${literal.close}`];
}

/** The types of OpenAI's library for TypeScript know no `cache_control`: a compiler would refuse the edit. */
function isTypedByOpenAi({ code, call }: Place): boolean {
  return (code.language === 'typescript' || code.language === 'tsx') && call.sdk === 'openai';
}

/** Before version 6 of the AI SDK `system` is a text and nothing else; the words of version 4 give it away. */
function isOldAiSdk({ code, expr }: Place): boolean {
  return (
    /\b(?:maxTokens|maxSteps|experimental_\w+)\b/.test(textBetween(code, expr.span)) || code.imports.some((one) => one.module === 'ai/rsc')
  );
}

/** `SystemMessage(content=TEXT)`, `new SystemMessage(TEXT)`, `("system", TEXT)` and `{ role: 'system' }` in the list that a model is asked with. */
function markSystemMessage(place: Place): readonly TextEdit[] | null {
  const asked = place.expr.args[0]?.value;
  const messages = asked ? followed(place.code, asked) : null;
  for (const one of messages?.kind === 'list' ? messages.items : []) {
    const message = followed(place.code, one);
    if (message.kind === 'record' && isText(entryOf(message, 'role'), 'system'))
      return markContent(place, entryOf(message, 'content') ?? null);
    if (message.kind === 'list' && isText(message.items[0], 'system')) return markContent(place, message.items[1] ?? null);
    if (
      message.kind !== 'call' ||
      !/^SystemMessage$/.test(
        message.callee.kind === 'name' ? message.callee.name : message.callee.kind === 'member' ? message.callee.property : '',
      )
    )
      continue;
    const [first] = message.args;
    const content =
      message.args.find((argument) => argument.name === 'content')?.value ??
      (first?.value.kind === 'record' ? entryOf(first.value, 'content') : undefined);
    if (content) return markContent(place, content);
    if (!first || first.name !== null || !isPlain(first.value)) return null;
    const blocks = `[${block(place, first.value, textBetween(place.code, first.value.span), true)}]`;
    return [
      {
        span: first.value.span,
        text: place.code.language === 'python' ? `content=${blocks}` : recordText(place.style(first.value), { content: { code: blocks } }),
      },
    ];
  }
  return null;
}
