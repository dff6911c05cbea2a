import type { LlmCall } from '../../model.ts';
import type { Parameters } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { configuring } from './heldHandles.ts';
import { knownNumber } from './known.ts';
import type { Found } from './paths.ts';
import type { Reading } from './reading.ts';

const places = ({ tools = [], rounds = [] }: Parameters) => [...tools, ...rounds];

/**
 * Whether a request goes on after an answer that asks for a tool or hands over: null where the SDK's tables do not tell (`Operation.goesOn`). What cannot
 * be read may make it go on.
 */
export function goesOn(e: Evaluator, { site, find, args, handle, family }: Reading): boolean | null {
  const { operation } = site.match;
  if (operation.goesOn === undefined) return null;
  if (operation.goesOn === 'always' || isGiven(find(places))) return true;
  return configuring(e, { args, spec: operation }, handle, family).some(({ spec, args: made }) => {
    const index = made.file === undefined ? null : e.index(made.file);
    return index !== null && addsLater(index, new Set(places(spec.parameters ?? {})));
  });
}

/** Model requests of one execution at most, and answers of one request. A limit that cannot be read is none that can be told. */
export function roundsOf(e: Evaluator, read: Reading): Pick<LlmCall['repetition'], 'steps' | 'n'> {
  const limit = read.find((one) => one.steps);
  const steps = knownNumber(limit);
  const isLimited = limit.state === 'here' || (limit.state === 'open' && !limit.why.unseen);
  const n = knownNumber(read.find((one) => one.n));
  const atMost = steps.state === 'known' ? steps.value : isLimited ? null : (read.site.match.operation.stepsDefault ?? null);
  return { steps: goesOn(e, read) === false ? 1 : atMost, n: n.state === 'known' ? Math.max(1, n.value) : 1 };
}

function isGiven(found: Found): boolean {
  if (found.state !== 'here') return found.state === 'open';
  const { value } = found;
  return value.kind === 'list'
    ? value.items.length > 0 || value.rest !== null
    : value.kind === 'record'
      ? value.entries.size > 0 || value.rest !== null
      : value.kind !== 'null';
}

/** Agents that hand over to each other cannot all name the others when they are made: `clerk.handoffs = [boss]`, `clerk.tools.push(...)`. Whose field it is, is not asked. */
function addsLater({ facts }: FileIndex, properties: ReadonlySet<string>): boolean {
  return (
    facts.writes.some((one) => one.property !== null && properties.has(one.property)) ||
    facts.calls.some(({ callee }) => callee.kind === 'member' && callee.object.kind === 'member' && properties.has(callee.object.property))
  );
}
