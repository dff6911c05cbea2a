import type { Knowledge } from '../analyze.ts';
import type { AnalyzedCall, FileAnalysis, Scenario, ScenarioResult, TeamConfig } from '../model.ts';
import { reportedCalls } from '../report/counted.ts';
import { scenarioResult, type ScenarioCalls } from '../report/scenarios.ts';
import { whatIf } from '../whatIf.ts';

/** What every report with a month shows, whatever the team file says. */
const standard: readonly Scenario[] = [
  { origin: null, name: 'Prompt caching wherever it applies', caching: true },
  { origin: null, name: 'Everything through the batch API', batchShare: 1 },
  { origin: null, name: 'Twice the volume', volumeTimes: 2 },
];

/** Answers what-ifs about the calls of one scan. */
export interface WhatIfs {
  /** The standard ones and those of the team file; none where no call has a month. */
  all(): readonly ScenarioCalls[];
  result(scenario: Scenario): ScenarioResult;
}

/** @param teamOf what holds for a file, as its calls were analysed with. */
export function createWhatIfs(
  knowledge: Knowledge,
  files: readonly FileAnalysis[],
  whole: TeamConfig,
  teamOf: (path: string) => TeamConfig,
): WhatIfs {
  const calls: readonly AnalyzedCall[] = reportedCalls(files);
  const under = (scenario: Scenario): ScenarioCalls => ({ scenario, calls: whatIf(knowledge, calls, scenario, teamOf) });
  return {
    all: () => (calls.some((one) => one.monthly) ? [...standard, ...whole.scenarios].map(under) : []),
    result: (scenario) => scenarioResult(calls, under(scenario), whole.projects),
  };
}
