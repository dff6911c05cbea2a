import type { AnalyzedCall, Project, Scenario, ScenarioResult } from '../model.ts';
import { countCalls } from './counted.ts';
import { total } from './money.ts';

/** A what-if and the calls as they would be under it, in the order of the calls as they are. */
export interface ScenarioCalls {
  readonly scenario: Scenario;
  readonly calls: readonly AnalyzedCall[];
}

/** Sums of a what-if beside what is, over the calls whose month is known in both. */
export function scenarioResult(
  before: readonly AnalyzedCall[],
  { scenario, calls }: ScenarioCalls,
  projects: readonly Project[],
): ScenarioResult {
  const now = countCalls(before, projects);
  const then = countCalls(calls, projects);
  const pairs = now.flatMap((one, i) => {
    const other = then[i];
    return one.monthly && other?.monthly ? [{ one, other }] : [];
  });
  const monthly = total(pairs.flatMap(({ other }) => other.monthly ?? []));
  const asIs = total(pairs.flatMap(({ one }) => one.monthly ?? []));
  return {
    scenario,
    monthly,
    yearly: total(pairs.flatMap(({ other }) => other.yearly ?? [])),
    change: (monthly?.expected ?? 0n) - (asIs?.expected ?? 0n),
    touched: pairs.filter(
      ({ one, other }) => one.monthly?.expected !== other.monthly?.expected || one.yearly?.expected !== other.yearly?.expected,
    ).length,
    lost: now.filter((one, i) => one.monthly && !then[i]?.monthly).length,
  };
}
