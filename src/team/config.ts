import { escape } from 'minimatch';
import type {
  Budget,
  CallMatch,
  DeclaredCall,
  DeclaredWrapper,
  Kpi,
  Origin,
  Policy,
  PriceOverride,
  Project,
  Scenario,
  SeverityRule,
  Suppression,
  TeamConfig,
  Unit,
} from '../model.ts';
import { picodollars } from '../text/money.ts';
import { globBelow, idBelow } from './above.ts';
import { estimateOf, volumeOf } from './amounts.ts';
import type { TeamFile } from './schema.ts';

/** Where a key of the file stands; `ofKey` wants the key itself, not its value. */
export type OriginOf = (keys: readonly PropertyKey[], ofKey?: boolean) => Origin;

/**
 * A valid file as the vocabulary has it: units converted, paths relative to the root.
 * @param folder that paths of the file are relative to and that its entries are limited to; `''` is the root, or a folder above it.
 * @param way from that folder to the root; `''` unless it lies above.
 */
export function configOf(
  path: string,
  { folder, way }: { readonly folder: string; readonly way: string },
  file: TeamFile,
  originOf: OriginOf,
): Omit<TeamConfig, 'problems'> {
  const below = (glob: string) => (way !== '' ? globBelow(glob, way) : folder === '' ? glob : `${escape(folder)}/${glob}`);
  const globs = (list: string | readonly string[] | undefined): { readonly paths: readonly string[] } | undefined =>
    list !== undefined ? { paths: listOf(list).map(below) } : folder === '' ? undefined : { paths: [below('**')] };
  const matchOf = (match: NonNullable<TeamFile['suppressions']>[number]['match']): CallMatch => ({
    ...defined({ ...match, tag: textTags(match.tag) }),
    ...(folder === '' ? {} : { within: folder }),
    ...(match.file === undefined ? {} : { file: below(match.file) }),
    ...(match.id === undefined
      ? {}
      : {
          id: way !== '' ? idBelow(match.id, way) : folder === '' || match.id.startsWith(`${folder}/`) ? match.id : `${folder}/${match.id}`,
        }),
  });
  return {
    files: [path],
    ...(folder === '' ? {} : { folder }),
    extends: listOf(file.extends ?? []).map((to, i) => ({
      path: resolvePath(folderOf(path), to),
      origin: originOf(typeof file.extends === 'string' ? ['extends'] : ['extends', i]),
    })),
    calls: [
      ...(file.calls ?? []).map((call, i): DeclaredCall => {
        const { match, tags, volume, input, output, cached, steps, variables, model, ...plain } = call;
        return {
          ...defined(plain),
          match: matchOf(match),
          origin: originOf(['calls', i]),
          ...(tags ? { tags: textTags(tags) ?? {} } : {}),
          ...(volume === undefined ? {} : volumeOf(volume, originOf(['calls', i, 'volume']))),
          ...(model === undefined ? {} : { modelId: model }),
          ...(input === undefined ? {} : { input: estimateOf(input) }),
          ...(output === undefined ? {} : { output: estimateOf(output) }),
          ...(cached === undefined ? {} : { cached: estimateOf(cached) }),
          ...(steps === undefined ? {} : { steps: estimateOf(steps) }),
          ...(variables === undefined
            ? {}
            : { variables: Object.fromEntries(Object.entries(variables).map(([name, one]) => [name, estimateOf(one)])) }),
        };
      }),
      ...(file.defaults ?? []).map((one, i): DeclaredCall => {
        const { path: glob, environment, tags, ...plain } = one;
        const match: CallMatch = {
          ...(folder === '' ? {} : { within: folder }),
          ...(glob === undefined ? {} : { file: below(glob) }),
          ...(environment === undefined ? {} : { tag: { environment: escape(environment) } }),
        };
        return {
          ...defined(plain),
          match,
          origin: originOf(['defaults', i]),
          isDefault: true,
          ...(tags ? { tags: textTags(tags) ?? {} } : {}),
        };
      }),
    ],
    ...(file.currency ? { currency: file.currency } : {}),
    pricing: (file.pricing ?? []).map((one, i): PriceOverride => ({
      origin: originOf(['pricing', i]),
      ...(defined(one) as Omit<PriceOverride, 'origin'>),
    })),
    budgets: (file.budgets ?? []).map((one, i): Budget => {
      const scope = {
        ...one.scope,
        path: one.scope?.path === undefined ? (folder === '' ? undefined : below('**')) : below(one.scope.path),
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
    }),
    units: (file.units ?? []).map((one, i): Unit => ({
      origin: originOf(['units', i]),
      ...(folder === '' ? {} : { within: folder }),
      name: one.name,
      calls: one.calls,
      value: one.value === undefined ? null : picodollars(one.value),
      ...(one.volume === undefined ? {} : volumeOf(one.volume, originOf(['units', i, 'volume']))),
    })),
    policies: (file.policies ?? []).map((one, i): Policy => {
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
    }),
    projects: Object.entries(file.projects ?? {}).map(([name, one]): Project => ({
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
        : {
            routingPolicy: /^\w+:/.test(one.routingPolicy)
              ? one.routingPolicy
              : resolvePath(way === '' ? folder : folderOf(path), one.routingPolicy),
          }),
      ...(one.anomalyThreshold === undefined ? {} : { anomalyOrigin: originOf(['projects', name, 'anomalyThreshold'], true) }),
    })),
    suppressions: (file.suppressions ?? []).map((one, i): Suppression => ({
      ...defined(one),
      match: matchOf(one.match),
      origin: originOf(['suppressions', i]),
    })),
    severities: Object.entries(file.findings ?? {}).flatMap(([finding, rules]) =>
      (Array.isArray(rules) ? rules : [rules]).map((rule): SeverityRule => {
        const origin = originOf(['findings', finding], true);
        return typeof rule === 'string'
          ? { origin, finding, severity: rule, ...globs(undefined) }
          : { origin, finding, severity: rule.severity, ...globs(rule.paths), ...listed('environments', rule.environments) };
      }),
    ),
    scenarios: (file.scenarios ?? []).map((one, i): Scenario => {
      const { match, ...plain } = one;
      return {
        ...defined(plain),
        origin: originOf(['scenarios', i]),
        ...(match ? { match: matchOf(match) } : folder === '' ? {} : { match: { within: folder } }),
      };
    }),
    wrappers: (file.wrappers ?? []).map((one, i): DeclaredWrapper => {
      const { file: definedIn, arguments: places = {}, ...plain } = one;
      const given = Object.entries(places).flatMap(([name, at]) =>
        at === undefined
          ? []
          : [[name, (Array.isArray(at) ? at : [at]).map((place) => (typeof place === 'number' ? `#${place}` : place))] as const],
      );
      return {
        ...defined(plain),
        origin: originOf(['wrappers', i]),
        ...(folder === '' ? {} : { within: folder }),
        ...(definedIn === undefined ? {} : { file: below(definedIn) }),
        arguments: Object.fromEntries(given),
      };
    }),
    actualFiles: listOf(file.actuals ?? []).map((to, i) => ({
      path: resolvePath(folderOf(path), to),
      origin: originOf(typeof file.actuals === 'string' ? ['actuals'] : ['actuals', i]),
    })),
    actuals: [],
    ignore: (file.ignore ?? []).flatMap((one) => (typeof one === 'string' ? [below(one)] : [])),
    ignoredCalls: (file.ignore ?? []).flatMap((one) => (typeof one === 'string' ? [] : [matchOf(one)])),
  };
}

/** The folder of a path; `''` at the root. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** `to` as seen from a folder, without `.` and `..` where they can be resolved. */
export function resolvePath(folder: string, to: string): string {
  const out: string[] = [];
  for (const part of [...(to.startsWith('/') ? [] : folder.split('/')), ...to.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else out.push(part);
  }
  return out.join('/');
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function listed<K extends string>(key: K, value: string | readonly string[] | undefined): { readonly [P in K]?: readonly string[] } {
  return (value === undefined ? {} : { [key]: listOf(value) }) as { readonly [P in K]?: readonly string[] };
}

function textTags(tags: Readonly<Record<string, string | number | boolean>> | undefined): Readonly<Record<string, string>> | undefined {
  return tags && Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
