import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname ?? __dirname, '../fixtures');

/** The team file of a folder of fixtures, as a path from `test/fixtures`: its own, or the one that a rule's fixtures of every language share. Null without one. */
export function teamTextOf(folder: string): string | null {
  const rule = /^\w+\/rules\/([\w-]+)$/.exec(folder)?.[1];
  const path = [join(fixtures, folder, 'llmcost.yaml'), ...(rule === undefined ? [] : [join(fixtures, 'ruleTeams', `${rule}.yaml`)])].find((one) => existsSync(one));
  return path === undefined ? null : readFileSync(path, 'utf8');
}
