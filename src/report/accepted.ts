import type { CallMatch, Report, Suppression } from '../model.ts';
import { cell, type Section } from './cells.ts';
import { writtenAt } from './places.ts';

/** Findings that the team looked at and accepted: who, why, and until when. */
export function acceptedSection(report: Report): Section {
  return {
    id: 'accepted',
    title: 'Accepted findings',
    head: ['Finding', 'Of calls with', 'Why', 'Until', 'By'],
    rows: report.accepted.map((one) => [
      { text: one.finding, place: writtenAt(one.origin) },
      cell(matchWords(one.match)),
      cell(one.reason ?? ''),
      cell(one.until ?? ''),
      cell(one.by ?? ''),
    ]),
  };
}

/** `function: digest, file: nightly/**`. */
function matchWords({ within, tag, ...keys }: CallMatch): string {
  return [
    ...Object.entries(keys),
    ...Object.entries(tag ?? {}).map(([key, value]) => [`tag ${key}`, value] as const),
    ...(within === undefined ? [] : [['below', within] as const]),
  ]
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}

/** The same for the scan result. */
export function acceptedParts(report: Report) {
  return report.accepted.map(({ finding, match, reason, until, by, origin }: Suppression) => ({
    finding,
    match: matchWords(match),
    reason: reason ?? null,
    until: until ?? null,
    by: by ?? null,
    place: writtenAt(origin),
  }));
}
