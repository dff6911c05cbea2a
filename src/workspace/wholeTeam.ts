import type { TeamConfig } from '../model.ts';
import { nearestName } from '../team/hints.ts';
import type { TeamFiles } from './teamFiles.ts';

/** Every team file as one, for what looks at the whole workspace: resolution asks it for declared helpers while it runs, without waiting. */
export interface WholeTeam {
  read(): Promise<TeamConfig>;
  /** As read last. */
  wrappers(): TeamConfig['wrappers'];
}

/** @param apis that calls are reported with: a helper that is said to reach another is a mistake. @param onWrappers what is declared of helpers has changed. */
export function createWholeTeam(teamFiles: TeamFiles, apis: ReadonlySet<string>, onWrappers: () => void): WholeTeam {
  let wrappers: TeamConfig['wrappers'] = [];
  return {
    async read() {
      const whole = await teamFiles.whole();
      if (JSON.stringify(whole.wrappers) !== JSON.stringify(wrappers)) {
        wrappers = whole.wrappers;
        onWrappers();
      }
      const unknown = whole.wrappers.filter((one) => !apis.has(one.api) && !one.api.startsWith('http.')).map((one) => ({ origin: one.origin, severity: 'warning' as const, message: `no API is reported as "${one.api}"${nearestName(one.api, [...apis])}` }));
      return unknown.length > 0 ? { ...whole, problems: [...whole.problems, ...unknown] } : whole;
    },
    wrappers: () => wrappers,
  };
}
