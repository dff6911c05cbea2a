import type { CallExpr, Expr, FileFacts, Fix } from '../model.ts';
import { namedFunctionAround } from './code.ts';
import type { Found, Rule, RuleInput } from './rule.ts';
import { grouped } from './sent.ts';

/** Retries that the clients make without being asked. https://github.com/openai/openai-python#retries, https://github.com/anthropics/anthropic-sdk-python#retries, https://ai-sdk.dev/docs/reference/ai-sdk-core/generate-text */
const clientDefaults: Readonly<Record<string, number>> = { openai: 2, anthropic: 2, groq: 2, together: 2, cerebras: 2, ai: 2 };

/** Requests for one answer from which the product is worth a word: three attempts around three are common and do no harm. */
const notable = 10;

/** Retries around a request multiply with those of the client; some never end. */
export const retryMultiplies: Rule = {
  id: 'retry-multiplies',
  severity: 'warning',
  title: 'Retries multiply, or never end',
  billings: ['tokens', 'embedding'],
  check(input) {
    const endless = endlessIn(input);
    if (endless) return endless;
    const { call } = input.analyzed;
    const { attempts } = call.repetition;
    if (attempts === undefined) return null;
    const own = call.details?.clientRetries ?? { state: 'absent' };
    const retries = own.state === 'known' ? own.value : own.state === 'absent' ? clientDefaults[call.sdk] : undefined;
    if (retries === undefined || retries < 1) return null;
    const total = attempts * (retries + 1);
    if (total < notable) return null;
    return {
      severity: 'information',
      confidence: 'likely',
      message: `Up to ${grouped(total)} requests for one answer: ${grouped(attempts)} attempts here, and the client tries each ${retries + 1} times${own.state === 'absent' ? ' by default' : ''}. Set the client's retries to 0, or drop these.`,
      byHand: 'Retry in one place: set max_retries=0 (maxRetries: 0) on the client',
    };
  },
};

/** A decorator of tenacity or backoff that sets no end, on the function around the call. https://tenacity.readthedocs.io/, https://github.com/litl/backoff */
function endlessIn({ analyzed: { call }, code }: RuleInput): Found | null {
  const modules = new Set(code.imports.map((one) => one.module.split('.')[0]));
  const fn = namedFunctionAround(code, call.span);
  for (const expr of fn?.decorators ?? []) {
    const name = nameOf(expr.kind === 'call' ? expr.callee : expr);
    if (modules.has('tenacity') && name === 'retry') return tenacity(code, expr);
    if (modules.has('backoff') && /^on_(?:exception|predicate)$/.test(name) && expr.kind === 'call') return backoff(expr);
  }
  return null;
}

function nameOf(expr: Expr): string {
  return expr.kind === 'member' ? expr.property : expr.kind === 'name' ? expr.name : '';
}

const never =
  'Without a limit of attempts a request that keeps failing is sent again for ever, and each attempt that reaches the model is paid.';

function tenacity(code: FileFacts, expr: Expr): Found | null {
  if (expr.kind === 'call' && expr.args.some((one) => one.spread !== 'none' || one.name === 'stop')) return null;
  const fixes = expr.kind === 'call' && importsName(code, 'stop_after_attempt') ? insertArgument(expr, 'stop=stop_after_attempt(3)') : [];
  return {
    message: `tenacity retries until it succeeds when no stop is given. ${never}`,
    fixes,
    ...(fixes.length === 0 ? { byHand: 'Add stop=stop_after_attempt(n)' } : {}),
  };
}

function backoff(expr: CallExpr): Found | null {
  if (expr.args.some((one) => one.spread !== 'none' || one.name === 'max_tries' || one.name === 'max_time' || one.name === 'giveup'))
    return null;
  return {
    message: `backoff retries for ever when neither max_tries nor max_time is given. ${never}`,
    fixes: insertArgument(expr, 'max_tries=3'),
  };
}

function importsName(code: FileFacts, name: string): boolean {
  return code.bindings.some((one) => one.name === name && one.from.kind === 'import');
}

/** Behind the last argument, in front of whatever follows it. */
function insertArgument(expr: CallExpr, text: string): readonly Fix[] {
  const last = expr.args.at(-1);
  const at = last ? last.span.end : expr.span.end - 1;
  return [{ title: `Add ${text}`, edits: [{ span: { start: at, end: at }, text: last ? `, ${text}` : text }] }];
}
