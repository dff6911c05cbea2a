import type { AnalyzedCall, Finding, Place, Report } from '../model.ts';
import { complaintsOf } from './check.ts';
import { shareOf, signedShare, type Comparison } from './compare.ts';
import { reportedCalls } from './counted.ts';
import type { CallPair } from './pairing.ts';
import { createPlaces } from './places.ts';
import { money, percent } from './wording.ts';

/** Something that a reviewer of a change should look at. */
export interface ReviewNote {
  readonly severity: 'error' | 'warning' | 'information';
  /** `policy-owner`, `max-output-missing`, `new-provider`, ... */
  readonly rule: string;
  readonly message: string;
  /** In the files as they are; null: of the workspace. */
  readonly place: Place | null;
}

/**
 * What a change brings that was not there: breaches, budgets that fill up, warnings, sellers and models, calls without a volume, projects whose month moves by more
 * than their anomaly threshold, or that reached another stage. Worst first; what was there before is not told.
 */
export function reviewNotes({ pairs }: Comparison, before: Report, after: Report): readonly ReviewNote[] {
  const notes = [
    ...newComplaints(before, after),
    ...projectNotes(before, after),
    ...newFindings(pairs, before, after),
    ...newSellers(before, after),
    ...callsWithoutVolume(pairs, after),
  ];
  const order: readonly ReviewNote['severity'][] = ['error', 'warning', 'information'];
  return notes.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function newComplaints(before: Report, after: Report): readonly ReviewNote[] {
  const keyOf = ({ rule, name, message, place }: ReturnType<typeof complaintsOf>[number]) =>
    `${rule} ${name ?? `${place.file} ${message}`}`;
  const old = new Set(complaintsOf(before).map(keyOf));
  return complaintsOf(after)
    .filter((one) => !old.has(keyOf(one)))
    .map(({ severity, rule, message, place }) => ({ severity: severity === 'hint' ? 'information' : severity, rule, message, place }));
}

function projectNotes(before: Report, after: Report): readonly ReviewNote[] {
  return after.projects.flatMap(({ name, project, monthly }): readonly ReviewNote[] => {
    const old = before.projects.find((one) => one.name === name);
    if (!project || !old) return [];
    const place = { file: project.origin.file, line: project.origin.line, column: project.origin.column, cell: null };
    const [was, is] = [old.monthly?.expected ?? 0n, monthly?.expected ?? 0n];
    const share = shareOf(is - was, was);
    const threshold = project.anomalyThreshold;
    return [
      ...(share !== null && threshold !== undefined && Math.abs(share) > threshold
        ? [
            {
              severity: 'warning' as const,
              rule: 'month-moves',
              message: `${name}: ${money(was, after.currency)} per month becomes ${money(is, after.currency)} (${signedShare(share)}), more than its anomaly threshold of ${percent(threshold)}`,
              place,
            },
          ]
        : []),
      ...(project.stage !== old.project?.stage && project.stage !== undefined
        ? [
            {
              severity: 'information' as const,
              rule: 'stage',
              message: `${name} is now in stage ${project.stage}: look at what it asks for in the guardrails`,
              place,
            },
          ]
        : []),
    ];
  });
}

function newFindings(pairs: readonly CallPair[], before: Report, after: Report): readonly ReviewNote[] {
  // What breaks a policy is told as a complaint, with the policy's place.
  const isTold = ({ id, severity }: Finding) => (severity === 'error' || severity === 'warning') && !id.startsWith('policy-');
  const idBefore = new Map(pairs.flatMap((one) => (one.before && one.after ? [[one.after.call.id, one.before.call.id] as const] : [])));
  const keyOf = (one: Finding, callId: string | null) => `${one.id} ${callId ?? `${one.file} ${one.message}`}`;
  const old = new Set(before.files.flatMap((file) => file.findings.filter(isTold).map((one) => keyOf(one, one.callId))));
  const places = createPlaces(after.files);
  const inTests = new Set(after.files.flatMap((file) => file.calls.filter((one) => one.call.inTest).map((one) => one.call.id)));
  return after.files.flatMap((file) =>
    file.findings
      .filter((one) => isTold(one) && !inTests.has(one.callId ?? ''))
      .filter((one) => !old.has(keyOf(one, idBefore.get(one.callId ?? '') ?? one.callId)))
      .map((one) => ({
        severity: one.severity as 'error' | 'warning',
        rule: one.id,
        message: one.message,
        place: places.of(one.file, one.span),
      })),
  );
}

function newSellers(before: Report, after: Report): readonly ReviewNote[] {
  const places = createPlaces(after.files);
  const old = reportedCalls(before.files);
  const firsts = (of: (one: AnalyzedCall) => string | null) => {
    const known = new Set(old.map(of));
    const found = new Map<string, AnalyzedCall>();
    for (const one of reportedCalls(after.files)) {
      const name = of(one);
      if (name !== null && !known.has(name) && !found.has(name)) found.set(name, one);
    }
    return [...found];
  };
  return [
    ...firsts((one) => one.call.provider).map(([name, one]) => ({
      severity: 'information' as const,
      rule: 'new-provider',
      message: `${name} is a new seller here: a bill that varies with use begins`,
      place: places.ofCall(one),
    })),
    ...firsts(({ call }) => (call.model.state === 'known' ? call.model.value : null)).map(([name, one]) => ({
      severity: 'information' as const,
      rule: 'new-model',
      message: `${name} is a new model here`,
      place: places.ofCall(one),
    })),
  ];
}

function callsWithoutVolume(pairs: readonly CallPair[], after: Report): readonly ReviewNote[] {
  const places = createPlaces(after.files);
  return pairs.flatMap(({ before, after: one }) =>
    before === null && one && one.monthly === null && one.call.via === null
      ? [
          {
            severity: 'information' as const,
            rule: 'volume-undeclared',
            message: `The month is not known: ${one.cost.state === 'priced' ? 'no volume is declared' : one.cost.reason}`,
            place: places.ofCall(one),
          },
        ]
      : [],
  );
}
