import type { Proposal, Report } from '../model.ts';
import { coveredBy } from './counted.ts';
import { callRows } from './rows.ts';

/**
 * Calls that the team file should speak of and does not: one a place (file, function, API), dearest first, with a line that says what it is.
 * What helpers' callers set going is proposed at the callers, where its volume is known.
 */
export function proposalsOf(report: Report): readonly Proposal[] {
  const rows = callRows(report);
  const covered = coveredBy(rows.map(({ analyzed }) => analyzed));
  const proposals = rows
    .filter(({ analyzed: { call, declared: found } }) => !covered.has(call.id) && (found === null || found.isDefault === true))
    .map(({ analyzed: { call }, cost, model }): Proposal => ({
      id: call.id,
      file: call.file,
      function: call.function,
      api: call.api,
      words: `${model}, ${cost}`,
    }));
  return [...new Map(proposals.map((one) => [one.function === null ? one.id : `${one.file}\n${one.function}\n${one.api}`, one])).values()];
}
