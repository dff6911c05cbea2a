import type { TeamConfig } from '../model.ts';
import { callsOf, defaultsOf, pricingOf, scenariosOf, unitsOf, wrappersOf } from './configCalls.ts';
import { dirname, resolvePath } from '../text/paths.ts';
import { createTeamFolder, listOf, type OriginOf } from './configFolder.ts';
import { budgetsOf, policiesOf, projectsOf, severitiesOf, suppressionsOf } from './configGovernance.ts';
import type { TeamFile } from './schema.ts';

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
  const team = createTeamFolder(path, { folder, way }, originOf);
  const filesOf = (key: 'extends' | 'actuals') =>
    listOf(file[key] ?? []).map((to, i) => ({
      path: resolvePath(dirname(path), to),
      origin: originOf(typeof file[key] === 'string' ? [key] : [key, i]),
    }));
  const ignored = file.ignore ?? [];
  return {
    files: [path],
    ...(folder === '' ? {} : { folder }),
    extends: filesOf('extends'),
    calls: [...callsOf(file, team), ...defaultsOf(file, team)],
    ...(file.currency ? { currency: file.currency } : {}),
    pricing: pricingOf(file, team),
    budgets: budgetsOf(file, team),
    units: unitsOf(file, team),
    policies: policiesOf(file, team),
    projects: projectsOf(file, team),
    suppressions: suppressionsOf(file, team),
    severities: severitiesOf(file, team),
    scenarios: scenariosOf(file, team),
    wrappers: wrappersOf(file, team),
    actualFiles: filesOf('actuals'),
    actuals: [],
    ignore: ignored.flatMap((one) => (typeof one === 'string' ? [team.below(one)] : [])),
    ignoredCalls: ignored.flatMap((one) => (typeof one === 'string' ? [] : [team.matchOf(one)])),
  };
}
