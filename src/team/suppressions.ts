import { minimatch } from 'minimatch';
import type { Suppression, TeamConfig, TeamProblem } from '../model.ts';
import { nearestName } from './hints.ts';

/** Whether an entry of `suppressions` holds on a day (ISO date): up to the day before its `until`. */
export function holdsOn(one: Suppression, at: string): boolean {
  return one.until === undefined || at < one.until;
}

/**
 * What can be told of suppressions and severities without a scan: entries that name no rule, and suppressions without the reason
 * that a policy asks for. Which ones ran out or silence nothing is told by the report.
 * @param known ids of everything that can be reported
 */
export function suppressionMistakes(team: TeamConfig, known: readonly string[]): readonly TeamProblem[] {
  const unknown = [...team.suppressions, ...team.severities]
    .filter((one) => !known.includes(one.finding))
    .map(({ origin, finding }): TeamProblem => ({
      origin,
      rule: 'suppression-unknown',
      severity: 'warning',
      message: `There is no rule "${finding}"${nearestName(finding, known)}.`,
    }));
  const bare = team.suppressions
    .filter((one) => one.reason === undefined && isReasonRequired(team, one.match.file))
    .map(({ origin }): TeamProblem => ({
      origin,
      rule: 'suppression-reason-missing',
      severity: 'error',
      message: 'A policy asks for a reason with each suppression: add reason.',
    }));
  return [...unknown, ...bare];
}

/** Whether a policy asks for a reason with each suppression: in a file, or in the files of a glob (undefined: wherever it fits). */
export function isReasonRequired(team: TeamConfig, file: string | undefined): boolean {
  return team.policies.some(
    (one) =>
      one.suppressionReason === 'required' &&
      (!one.paths || (file !== undefined && one.paths.some((glob) => glob === file || minimatch(file, glob, { dot: true })))),
  );
}
