import type {
  BudgetStatus,
  FileAnalysis,
  GuardrailCheck,
  GuardrailId,
  KpiStatus,
  Project,
  ProjectStatus,
  TeamConfig,
  UnitRow,
} from '../model.ts';
import { covers, type Counted } from './counted.ts';
import { kpiStatuses, kpiWords } from './kpis.ts';
import { total } from './money.ts';
import { writtenAt, type Places } from './places.ts';

type Stage = NonNullable<Project['stage']>;

/** What a stage gate asks for. Each stage asks for what the one before it does, and more; a product at its end needs a budget and an owner of it. */
const requiredAt: Readonly<Record<Stage, readonly GuardrailId[]>> = {
  concept: [],
  mvp: ['output-caps'],
  pilot: ['output-caps', 'token-budget', 'tagging'],
  launch: ['output-caps', 'token-budget', 'tagging', 'prompt-caching', 'anomaly-threshold', 'routing-policy'],
  scale: ['output-caps', 'token-budget', 'tagging', 'prompt-caching', 'anomaly-threshold', 'routing-policy'],
  sunset: ['token-budget', 'tagging'],
};
const stages: readonly Stage[] = ['concept', 'mvp', 'pilot', 'launch', 'scale', 'sunset'];

type Result = Pick<GuardrailCheck, 'state' | 'failures'>;
const pass: Result = { state: 'pass', failures: [] };
const fail = (failures: GuardrailCheck['failures']): Result => ({ state: 'fail', failures });
const result = (failures: GuardrailCheck['failures']): Result => (failures.length > 0 ? fail(failures) : pass);

interface Asked {
  readonly name: string;
  readonly project: Project | null;
  readonly team: TeamConfig;
  readonly calls: readonly Counted[];
  readonly files: readonly FileAnalysis[];
  readonly places: Places;
}

const checks: readonly { readonly id: GuardrailId; readonly title: string; check(asked: Asked): Result }[] = [
  {
    id: 'token-budget',
    title: 'Budget defined',
    check({ name, project, team, calls }) {
      const found = team.budgets.some(
        (budget) =>
          budget.scope?.project === name ||
          (calls.length > 0 ? calls.every((one) => covers(budget.scope, one)) : budget.scope === undefined),
      );
      return found
        ? pass
        : fail([{ message: project ? `no budget covers ${name}` : 'no budget covers the workspace', place: originPlace(project) }]);
    },
  },
  {
    id: 'output-caps',
    title: 'Output cap set on every call',
    check({ calls, places }) {
      const asked = calls
        .map(({ one }) => one)
        .filter(
          ({ call }) =>
            call.kind !== 'wrapper' && call.billing === 'tokens' && (call.maxOutput.state !== 'absent' || call.capSlot !== null),
        );
      if (asked.length === 0) return { state: 'not-applicable', failures: [] };
      return result(
        asked
          .filter(({ call }) => call.maxOutput.state === 'absent' && call.capDefault.kind !== 'library')
          .map((one) => ({
            message: `${one.call.api} without ${one.call.capSlot?.parameter ?? 'an output cap'}`,
            place: places.ofCall(one),
          })),
      );
    },
  },
  {
    id: 'anomaly-threshold',
    title: 'Anomaly threshold configured',
    check: ({ project }) =>
      project?.anomalyThreshold !== undefined
        ? pass
        : fail([{ message: 'projects: anomalyThreshold is not set', place: originPlace(project) }]),
  },
  {
    id: 'routing-policy',
    title: 'Model routing policy documented',
    check: ({ project }) =>
      project?.routingPolicy !== undefined ? pass : fail([{ message: 'projects: routingPolicy is not set', place: originPlace(project) }]),
  },
  {
    id: 'prompt-caching',
    title: 'Prompt caching used where it applies',
    check({ calls, files, places }) {
      if (!calls.some(({ one }) => one.call.billing === 'tokens')) return { state: 'not-applicable', failures: [] };
      const ids = new Set(calls.map(({ one }) => one.call.id));
      return result(
        files.flatMap((file) =>
          file.findings
            .filter(
              (one) =>
                one.id === 'prompt-cache-missing' &&
                one.severity !== 'hint' &&
                one.severity !== 'information' &&
                one.callId !== null &&
                ids.has(one.callId),
            )
            .map((one) => ({ message: one.message, place: places.of(one.file, one.span) })),
        ),
      );
    },
  },
  {
    id: 'tagging',
    title: 'Tags required and valid',
    check({ team, project, calls, places }) {
      if (!team.policies.some((policy) => policy.requireTags))
        return fail([{ message: 'no policy requires tags', place: originPlace(project) }]);
      return result(
        calls.flatMap(({ one }) =>
          one.breaches.filter((breach) => breach.rule === 'tags').map((breach) => ({ message: breach.message, place: places.ofCall(one) })),
        ),
      );
    },
  },
];

/** The guardrails checklist of every project; of the workspace as a whole where none is declared. */
export function projectStatuses(
  team: TeamConfig,
  calls: readonly Counted[],
  files: readonly FileAnalysis[],
  budgets: readonly BudgetStatus[],
  units: readonly UnitRow[],
  places: Places,
): readonly ProjectStatus[] {
  const asked =
    team.projects.length === 0 ? [{ name: 'Workspace', project: null }] : team.projects.map((project) => ({ name: project.name, project }));
  return asked.map(({ name, project }): ProjectStatus => {
    const own = project ? calls.filter((one) => one.project === name) : calls;
    const required = project?.stage ? requiredAt[project.stage] : [];
    const results = checks.map(({ id, title, check }): GuardrailCheck => ({
      id,
      title,
      isRequired: required.includes(id),
      ...check({ name, project, team, calls: own, files, places }),
    }));
    const failed = new Set(results.filter((one) => one.state === 'fail').map((one) => one.id));
    const kpis = kpiStatuses(project, own, units);
    const nextStage = project?.stage ? stages[stages.indexOf(project.stage) + 1] : undefined;
    return {
      name,
      project,
      calls: own.length,
      monthly: total(own.flatMap((one) => one.monthly ?? [])),
      yearly: total(own.flatMap((one) => one.yearly ?? [])),
      checks: results,
      kpis,
      escalations: escalationsOf(name, project, budgets, kpis),
      next:
        nextStage && nextStage !== 'sunset' ? { stage: nextStage, missing: requiredAt[nextStage].filter((id) => failed.has(id)) } : null,
    };
  });
}

/** Spend over budget beyond the team's threshold, two milestones missed in a row, a quality gate that is not met. */
function escalationsOf(
  name: string,
  project: Project | null,
  budgets: readonly BudgetStatus[],
  kpis: readonly KpiStatus[],
): readonly string[] {
  const out: string[] = [];
  for (const one of budgets)
    if (one.state === 'escalate' && (project === null || one.budget.scope?.project === name))
      out.push(`budget "${one.budget.name}" is at ${Math.round(one.used * 100)} %`);
  const done = (project?.milestones ?? []).filter((one) => one.state !== 'open').toSorted((a, b) => a.due.localeCompare(b.due));
  for (const [i, one] of done.entries())
    if (one.state === 'missed' && done[i + 1]?.state === 'missed')
      out.push(`milestones "${one.name}" and "${done[i + 1]?.name ?? ''}" were missed one after the other`);
  for (const one of kpis) if (one.kpi.qualityGate && one.state === 'missed') out.push(`quality gate ${kpiWords(one)}`);
  return out;
}

function originPlace(project: Project | null): GuardrailCheck['failures'][number]['place'] {
  return project ? writtenAt(project.origin) : null;
}
