import { minimatch } from 'minimatch';
import type { CallMatch, DeclaredCall, LlmCall, TeamConfig } from '../model.ts';

export const noTeam: TeamConfig = { files: [], calls: [], pricing: [], budgets: [], ignore: [], problems: [] };

/** Several team files as one; the nearest comes first, so its entries win. */
export function mergeTeam(nearestFirst: readonly TeamConfig[]): TeamConfig {
  return {
    files: nearestFirst.flatMap((one) => one.files), calls: nearestFirst.flatMap((one) => one.calls), pricing: nearestFirst.flatMap((one) => one.pricing), budgets: nearestFirst.flatMap((one) => one.budgets),
    ignore: nearestFirst.flatMap((one) => one.ignore), problems: nearestFirst.flatMap((one) => one.problems),
  };
}

/** What the team declares of a call: every matching entry, key by key; more specific entries and nearer files win. */
export function matchDeclared(team: TeamConfig, call: LlmCall): DeclaredCall | null {
  const fitting = team.calls.filter((entry) => fits(entry, call));
  if (fitting.length === 0) return null;
  const ordered = fitting.toSorted((a, b) => specificity(a.match) - specificity(b.match) || team.calls.indexOf(b) - team.calls.indexOf(a));
  return ordered.reduce((merged, entry) => ({ ...merged, ...entry, tags: { ...merged.tags, ...entry.tags } }));
}

function fits(entry: DeclaredCall, call: LlmCall): boolean {
  const { match } = entry;
  const folder = entry.origin.file.includes('/') ? entry.origin.file.slice(0, entry.origin.file.lastIndexOf('/') + 1) : '';
  if (Object.keys(match).length === 0) return false;
  if (match.id !== undefined && match.id !== call.id && folder + match.id !== call.id) return false;
  if (match.file !== undefined && !minimatch(call.file.startsWith(folder) ? call.file.slice(folder.length) : call.file, match.file)) return false;
  if (match.function !== undefined && !(call.function !== null && minimatch(call.function, match.function))) return false;
  if (match.api !== undefined && match.api !== call.api) return false;
  if (match.model !== undefined && !(call.model.state === 'known' && minimatch(call.model.value, match.model, { noext: true }))) return false;
  return true;
}

function specificity(match: CallMatch): number {
  return (match.id !== undefined ? 16 : 0) + (match.function !== undefined ? 8 : 0) + (match.file !== undefined ? 4 : 0) + (match.model !== undefined ? 2 : 0) + (match.api !== undefined ? 1 : 0);
}
