import type { CallCost, Level, LlmCall, Meter } from '../model.ts';
import { basisOfMeter, billOf, linesOf, sumBills, type Bill, type Usage } from './lines.ts';
import { ratesAt, thresholdsOf, type Schedule } from './schedule.ts';
import type { CallUsage } from './usage.ts';

type Priced = Extract<CallCost, { state: 'priced' }>;

/** How a run goes where it does not go as its estimate says. */
interface Run {
  /** Requests. */
  readonly count?: number;
  readonly isCached?: boolean;
}

/** One execution at a level: one request, or as many as the steps say, each with what the ones before it added. */
export function runOf(schedule: Schedule, used: CallUsage, level: Level, run: Run = {}): Bill | { readonly missing: string } {
  const { call, tokens } = used;
  const usage = used.usage[level];
  const steps = Math.max(1, Math.round(run.count ?? tokens.steps?.count[level] ?? 1));
  if (steps === 1) return billOf(schedule, usage);
  const growth = tokens.steps?.growth[level] ?? 0;
  const isCached = run.isCached ?? cachesSteps(call, schedule);
  const thresholds = thresholdsOf(schedule);
  // Requests that are billed at the same tier are one bill.
  const tiers = new Map<number, Usage>();
  for (let step = 0; step < steps; step++) {
    const one = step === 0 ? usage : laterStep(usage, step, growth, isCached);
    const tier = thresholds.filter((from) => one.inputTokens >= from).length;
    const before = tiers.get(tier);
    tiers.set(tier, before ? { ...before, quantities: addQuantities(before.quantities, one.quantities) } : one);
  }
  const bills: Bill[] = [];
  for (const tier of tiers.values()) {
    const bill = billOf(schedule, tier);
    if ('missing' in bill) return bill;
    bills.push(bill);
  }
  return sumBills(bills);
}

function addQuantities(a: Usage['quantities'], b: Usage['quantities']): Usage['quantities'] {
  const sum: Partial<Record<Meter, number>> = { ...a };
  for (const [name, quantity] of Object.entries(b)) sum[name as Meter] = (sum[name as Meter] ?? 0) + quantity;
  return sum;
}

/** A later request of a run: it sends everything before it again. With a cache that part is read, and what was added is new. */
function laterStep(usage: Usage, step: number, growth: number, isCached: boolean): Usage {
  if (growth === 0) return usage;
  const added = growth * step;
  const inputTokens = usage.inputTokens + added;
  const fresh = isCached ? Math.min(growth, inputTokens) : 0;
  const { input, audioInput, cacheRead, cacheWrite, ...rest } = usage.quantities;
  if (!isCached)
    return {
      ...usage,
      inputTokens,
      quantities: { ...rest, audioInput: audioInput ?? 0, input: (input ?? 0) + (cacheWrite ?? 0) + added, cacheRead: cacheRead ?? 0 },
    };
  return { ...usage, inputTokens, quantities: { ...rest, cacheRead: inputTokens - fresh, cacheWrite: fresh } };
}

/** Whether later requests of a run read what earlier ones sent: the provider does it by itself, or the code asks for it. */
function cachesSteps(call: LlmCall, schedule: Schedule): boolean {
  const resolved = ratesAt(schedule, 1);
  return (
    (call.caching === 'automatic' || call.caching === 'requested') &&
    'rates' in resolved &&
    resolved.rates.cacheRead !== undefined &&
    resolved.rates.cacheRead !== null
  );
}

/** What a run costs by how many requests it comes to. @param typical the bill of the expected number */
export function runsOf(used: CallUsage, typical: Bill): NonNullable<Priced['runs']> {
  const { tokens, price } = used;
  const [schedule] = price.schedules;
  const count = tokens.steps?.count ?? { low: 1, expected: 1, high: 1 };
  const billAt = (level: Level, run: Run) => {
    const bill = schedule && runOf(schedule, used, level, run);
    return !bill || 'missing' in bill ? typical : bill;
  };
  const total = (run: Run) => billAt('expected', run).total;
  const atLevels = { low: billAt('low', { count: count.expected }), expected: typical, high: billAt('high', { count: count.expected }) };
  return {
    one: total({ count: 1 }),
    least: total({ count: count.low }),
    typical: typical.total,
    limit: total({ count: count.high }),
    limitWithoutCache: total({ count: count.high, isCached: false }),
    typicalLines: linesOf(atLevels, (meter) => basisOfMeter(tokens, meter)),
  };
}
