import type { Expr, FileFacts, LlmCall, Span } from '../model.ts';
import { namedFunctionAround, textBetween } from './code.ts';
import { bindingsOf } from './loops.ts';
import { expressionOf, sentFor, written } from './written.ts';

/** Words for who asks: what depends on one of them differs from user to user. */
const asker =
  /^(?:(?:current|auth|the|active)_?)?(?:user|customer|account|tenant|member|caller|principal|session|role|permission|entitlement|subscription|workspace|org(?:anization)?)s?(?:_?(?:ids?|info|roles?|permissions?|context|ctx|profile|settings|plan|tier))?$/i;

/**
 * Who decides which tools go along, as the code names them: a parameter of the function around the call, on which the list of
 * tools is computed, filtered or added to. Null where the list does not depend on one; a list that is handed in says nothing.
 */
export function toolsBy(code: FileFacts, call: LlmCall): string | null {
  const expr = expressionOf(code, call);
  const fn = namedFunctionAround(code, call.span);
  const tools = expr && fn ? (written(expr, ['tools', 'toolConfig.tools']) ?? sentFor(code, expr, 'tools')) : null;
  if (!tools || !fn) return null;
  const asking = (span: Span) => askersIn(code, span, fn.span)[0] ?? null;
  if (tools.kind !== 'name') return isComputed(tools) ? asking(tools.span) : null;
  const bindings = bindingsOf(code, tools.name, tools.scope).filter(
    (one) => fn.span.start <= one.span.start && one.span.end <= call.span.start,
  );
  const computed = bindings.flatMap((one) =>
    (one.from.kind === 'value' || one.from.kind === 'augment') && isComputed(one.from.value) ? [asking(one.from.value.span)] : [],
  );
  const grows = new RegExp(`\\b${tools.name.replaceAll('$', '\\$')}\\s*(?:\\.(?:append|extend|push|concat)\\(|\\+=)`);
  const added = code.regions.flatMap((one) =>
    one.kind === 'if' &&
    one.subject &&
    fn.span.start <= one.span.start &&
    one.span.end <= call.span.start &&
    grows.test(textBetween(code, one.span))
      ? [asking(one.subject.span)]
      : [],
  );
  return bindings.length === 0 ? null : ([...computed, ...added].find((one) => one !== null) ?? null);
}

function isComputed(expr: Expr): boolean {
  return (
    expr.kind === 'call' ||
    expr.kind === 'comprehension' ||
    expr.kind === 'choice' ||
    expr.kind === 'index' ||
    expr.kind === 'binary' ||
    (expr.kind === 'list' && expr.items.some((one) => one.kind === 'spread' && isComputed(one.value)))
  );
}

/** Parameters of a function that stand for who asks, in a stretch of it; `user.role` names `user`. */
function askersIn(code: FileFacts, span: Span, within: Span): readonly string[] {
  const text = textBetween(code, span).replace(/(["'`])(?:\\[^]|(?!\1)[^\\\n])*\1/g, '""');
  const names = [...text.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*(?![\w$]|\s*=(?!=))/g)].map(([name]) => name);
  return names.filter(
    (name) =>
      asker.test(name) &&
      code.bindings.some(
        (one) => one.name === name && one.from.kind === 'parameter' && within.start <= one.span.start && one.span.end <= within.end,
      ),
  );
}
