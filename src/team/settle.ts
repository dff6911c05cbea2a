import { minimatch } from 'minimatch';
import type { AnalyzedCall, Finding, Origin, Severity, SeverityRule, TeamConfig } from '../model.ts';
import { matches } from './match.ts';
import { breachesOf } from './policies.ts';
import { holdsOn } from './suppressions.ts';

/** Severities of findings by id, as settings give them; the team file wins over them. */
export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/**
 * What the team makes of findings: accepted ones are dropped until they run out (on the day `at` the entry no longer holds),
 * and severities are set: by the team file, else by settings, else by the rule. A finding that is not sure is information at most,
 * whatever is set.
 */
export function settleFindings(
  team: TeamConfig,
  settings: SeveritySettings,
  findings: readonly Finding[],
  calls: readonly AnalyzedCall[],
  at: string,
): readonly Finding[] {
  if (team.suppressions.length === 0 && team.severities.length === 0 && Object.keys(settings).length === 0) return findings;
  const byId = new Map(calls.map((one) => [one.call.id, one]));
  return findings.flatMap((finding): readonly Finding[] => {
    const asked = finding.callId === null ? undefined : byId.get(finding.callId);
    if (
      asked &&
      team.suppressions.some((one) => one.finding === finding.id && holdsOn(one, at) && matches(one.match, asked.call, asked.tags))
    )
      return [];
    const severity = severityOf(team, finding, asked) ?? settings[finding.id] ?? finding.severity;
    if (severity === 'off') return [];
    const bounded = finding.confidence === 'possible' && (severity === 'error' || severity === 'warning') ? 'information' : severity;
    return [bounded === finding.severity ? finding : { ...finding, severity: bounded }];
  });
}

/** Suppressions of the team file that silence a finding or a breach here, by where they stand. @param findings before any was dropped. */
export function usedSuppressions(
  team: TeamConfig,
  findings: readonly Finding[],
  calls: readonly AnalyzedCall[],
  at: string,
): readonly Origin[] {
  return team.suppressions
    .filter(
      (one) =>
        holdsOn(one, at) &&
        calls.some((asked) => {
          if (!matches(one.match, asked.call, asked.tags)) return false;
          return (
            findings.some((finding) => finding.id === one.finding && finding.callId === asked.call.id) ||
            (one.finding.startsWith('policy-') && breachesOf(team, asked).some((breach) => one.finding === `policy-${breach.rule}`))
          );
        }),
    )
    .map((one) => one.origin);
}

/** Nearer files win over farther ones, in one file the later entry. */
function severityOf(team: TeamConfig, finding: Finding, asked: AnalyzedCall | undefined): Severity | 'off' | undefined {
  const fitting = team.severities.filter((one) => one.finding === finding.id && fits(one, finding, asked));
  const far = (one: SeverityRule) => team.files.indexOf(one.origin.file);
  return fitting.toSorted((a, b) => far(b) - far(a) || a.origin.span.start - b.origin.span.start).at(-1)?.severity;
}

function fits(rule: SeverityRule, finding: Finding, asked: AnalyzedCall | undefined): boolean {
  const environment = asked?.tags['environment'];
  return (
    (!rule.paths || rule.paths.some((glob) => minimatch(finding.file, glob, { dot: true }))) &&
    (!rule.environments || (environment !== undefined && rule.environments.includes(environment)))
  );
}
