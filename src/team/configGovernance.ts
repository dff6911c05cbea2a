import type { Budget, Kpi, Policy, Project, SeverityRule, Suppression } from '../model.ts';
import { picodollars } from '../text/money.ts';
import { defined, listOf, textTags, type TeamFolder } from './configFolder.ts';
import type { TeamFile } from './schema.ts';

/** `budgets:`, with the shares from which they are close or must be escalated where the file does not say. */
export function budgetsOf(file: TeamFile, { originOf, below, isRoot }: TeamFolder): readonly Budget[] {
  return (file.budgets ?? []).map((one, i): Budget => {
    const scope = {
      ...one.scope,
      path: one.scope?.path === undefined ? (isRoot ? undefined : below('**')) : below(one.scope.path),
      tag: textTags(one.scope?.tag),
    };
    return {
      origin: originOf(['budgets', i]),
      name: one.name,
      monthly: one.monthly === undefined ? null : picodollars(one.monthly),
      yearly: one.yearly === undefined ? null : picodollars(one.yearly),
      hard: one.hard ?? true,
      warnAt: one.warnAt ?? 0.8,
      escalateAt: one.escalateAt ?? 1.15,
      ...(Object.values(scope).some((value) => value !== undefined) ? { scope: defined(scope) } : {}),
    };
  });
}

/** `policies:`; a breach is an error unless the file says otherwise. */
export function policiesOf(file: TeamFile, { originOf, globs }: TeamFolder): readonly Policy[] {
  return (file.policies ?? []).map((one, i): Policy => {
    const { severity, paths, environments, allowedModels, preferredModels, maxCostPerCall, ...plain } = one;
    return {
      ...defined(plain),
      origin: originOf(['policies', i]),
      severity: severity ?? 'error',
      ...globs(paths),
      ...listed('environments', environments),
      ...listed('allowedModels', allowedModels),
      ...listed('preferredModels', preferredModels),
      ...(maxCostPerCall === undefined ? {} : { maxCostPerCall: picodollars(maxCostPerCall) }),
    };
  });
}

/** `projects:`; of a KPI without `better` the higher side of the target is good, of costs the lower one. */
export function projectsOf(file: TeamFile, { originOf, below, resolve }: TeamFolder): readonly Project[] {
  return Object.entries(file.projects ?? {}).map(([name, one]): Project => ({
    ...defined(one),
    origin: originOf(['projects', name], true),
    name,
    paths: listOf(one.paths).map(below),
    milestones: (one.milestones ?? []).map((milestone) => ({ ...milestone, state: milestone.state ?? 'open' })),
    kpis: (one.kpis ?? []).map((kpi, i): Kpi => ({
      ...defined(kpi),
      better: kpi.better ?? ((kpi.metric ?? 'cacheShare') === 'cacheShare' && kpi.unit === undefined ? 'higher' : 'lower'),
      origin: originOf(['projects', name, 'kpis', i]),
    })),
    ...(one.routingPolicy === undefined
      ? {}
      : { routingPolicy: /^\w+:/.test(one.routingPolicy) ? one.routingPolicy : resolve(one.routingPolicy) }),
    ...(one.anomalyThreshold === undefined ? {} : { anomalyOrigin: originOf(['projects', name, 'anomalyThreshold'], true) }),
  }));
}

/** `suppressions:`, whether or not they hold today. */
export function suppressionsOf(file: TeamFile, { originOf, matchOf }: TeamFolder): readonly Suppression[] {
  return (file.suppressions ?? []).map((one, i): Suppression => ({
    ...defined(one),
    match: matchOf(one.match),
    origin: originOf(['suppressions', i]),
  }));
}

/** `findings:`, one rule for each severity of an id. */
export function severitiesOf(file: TeamFile, { originOf, globs }: TeamFolder): readonly SeverityRule[] {
  return Object.entries(file.findings ?? {}).flatMap(([finding, rules]) =>
    (Array.isArray(rules) ? rules : [rules]).map((rule): SeverityRule => {
      const origin = originOf(['findings', finding], true);
      return typeof rule === 'string'
        ? { origin, finding, severity: rule, ...globs(undefined) }
        : { origin, finding, severity: rule.severity, ...globs(rule.paths), ...listed('environments', rule.environments) };
    }),
  );
}

function listed<K extends string>(key: K, value: string | readonly string[] | undefined): { readonly [P in K]?: readonly string[] } {
  return (value === undefined ? {} : { [key]: listOf(value) }) as { readonly [P in K]?: readonly string[] };
}
