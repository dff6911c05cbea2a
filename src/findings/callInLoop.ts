import type { Expr, FileFacts, LlmCall, Region, Repetition, Span } from '../model.ts';
import { bodyText, loopsAround, namedFunctionAround, textBetween } from './code.ts';
import { isEndless, callersAround } from './loops.ts';
import type { Rule } from './rule.ts';
import { grouped } from './sent.ts';

/** Sources that bring one thing at a time as it happens: the loop is no multiplier that the code decides. */
const incoming = /stream|socket|consumer|queue|subscri|listen|stdin|events?\b|inbox|poll|watch/i;
/** Calls whose arguments run at once. */
const together = /^(?:all|allSettled|gather|as_completed|wait|abatch)$/;

/** Bodies of loops over data around a call, innermost first. */
function dataLoops(code: FileFacts, span: { readonly start: number; readonly end: number }): readonly Region[] {
  return loopsAround(code, span).filter(
    (one) => one.kind === 'for' && !isEndless(code, one) && !incoming.test(one.subject ? textBetween(code, one.subject.span) : ''),
  );
}

/** `3 times for each of rows`, as far as the code tells how often. */
function timesWords({ turns, each = [] }: Repetition): string {
  const open = each.map((text) => `each of ${text}`).join(' and ');
  return turns && turns.low > 1
    ? `${grouped(turns.low)} times${open === '' ? '' : ` for ${open}`}`
    : open === ''
      ? 'once a turn'
      : `for ${open}`;
}

/** One request an item, in a loop over data. */
export const callInLoop: Rule = {
  id: 'call-in-loop',
  severity: 'information',
  title: 'One request for each item of a loop',
  wrappers: true,
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call }, code }) {
    if (call.repetition.loopKind !== 'data' || runsTogether(code, call.span)) return null;
    if (call.billing === 'embedding' && isBatched(code, call.span)) return null;
    const loops = dataLoops(code, call.span);
    if (loops.length === 0) {
      // A comprehension or a callback of map or forEach; a while loop is not one request an item.
      return loopsAround(code, call.span).length > 0
        ? null
        : { message: `One request for each item. ${advice(call)}`, byHand: 'Send several items in one request, or use the batch API' };
    }
    if (!call.repetition.turns && !call.repetition.each) return null;
    return {
      message: `Sent ${timesWords(call.repetition)}. ${advice(call)}`,
      byHand: 'Send several items in one request, or use the batch API',
    };
  },
};

function advice({ billing, provider }: LlmCall): string {
  // Bedrock's embedding models take one text a request.
  if (billing === 'embedding')
    return provider === 'bedrock'
      ? 'Each request is sent and waited for by itself.'
      : 'An embeddings request takes a list: send many texts at once.';
  return 'Instructions are paid for each time: put several items in one request, or use the batch API where no one waits.';
}

/** A slice of a list, or something called a batch, is many items already. */
function isBatched(code: FileFacts, span: Span): boolean {
  return /\[[^\]]*:[^\]]*\]|\.slice\(|\b\w*(?:batch|chunk|group)\w*\b/i.test(textBetween(code, span).replace(/^[^(]*/, ''));
}

/** Many requests at once, as many as there are items. */
export const fanOut: Rule = {
  id: 'fan-out',
  severity: 'information',
  title: 'As many requests at once as there are items',
  wrappers: true,
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call }, code }) {
    if (call.repetition.loopKind !== 'data' || !runsTogether(code, call.span)) return null;
    const fn = code.functions
      .filter((one) => one.span.start <= call.span.start && call.span.end <= one.span.end && one.name !== null)
      .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
    const around = fn
      ? bodyText(code, fn.span)
      : textBetween(code, { start: Math.max(0, call.span.start - 1500), end: call.span.end + 200 });
    if (
      /semaphore|p-?limit|\blimit\(|mapLimit|chunk|batch|slice\(|concurrency|max_workers|throttle|rate_?limit|bottleneck|\[:\s*\w+\]/i.test(
        around,
      )
    )
      return null;
    const size = arraySize(code, call.span);
    if (size === 1) return null;
    return {
      message: `${size === null ? 'One request for each item' : `${size} requests`} at once${size === null ? ', as many as there are' : ''}: nothing limits their number here. Cap the list or the concurrency, and send what all of them share once where the provider caches.`,
      confidence: 'likely',
      byHand: 'Limit the number of items, or run a few at a time',
    };
  },
};

/** Whether a call is made with others at once: inside `gather(...)`, or in a list that is handed to it by name. */
function runsTogether(code: FileFacts, span: Span): boolean {
  if (callersAround(code, span).some((name) => together.test(name))) return true;
  const inside = (outer: Span) => outer.start <= span.start && span.end <= outer.end;
  const fn = namedFunctionAround(code, span);
  const lists = [
    ...code.bindings.flatMap((one) =>
      one.from.kind === 'value' &&
      inside(one.from.value.span) &&
      (one.from.value.kind === 'comprehension' || one.from.value.kind === 'list' || one.from.value.kind === 'call')
        ? [one.name]
        : [],
    ),
    ...code.calls.flatMap((one) =>
      one.callee.kind === 'member' &&
      /^(?:append|push)$/.test(one.callee.property) &&
      one.callee.object.kind === 'name' &&
      one.args.some((argument) => inside(argument.span))
        ? [one.callee.object.name]
        : [],
    ),
  ];
  return code.calls.some(
    (one) =>
      one.span.start > span.end &&
      namedFunctionAround(code, one.span) === fn &&
      together.test(lastName(one.callee)) &&
      one.args.some(({ value }) => value.kind === 'name' && lists.includes(value.name)),
  );
}

function lastName(expr: Expr): string {
  return expr.kind === 'member' ? expr.property : expr.kind === 'name' ? expr.name : '';
}

/** Length of the literal list that is mapped over, where it is one. */
function arraySize(code: FileFacts, span: { readonly start: number; readonly end: number }): number | null {
  const map = code.calls
    .filter(
      (one) =>
        one.callee.kind === 'member' &&
        /^(?:map|flatMap)$/.test(one.callee.property) &&
        one.span.start <= span.start &&
        span.end <= one.span.end,
    )
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  return map?.callee.kind === 'member' && map.callee.object.kind === 'list' ? map.callee.object.items.length : null;
}
