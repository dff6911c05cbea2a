import type { TeamConfig, TeamProblem } from '../model.ts';
import { nearestName } from '../team/hints.ts';
import type { TeamFiles } from './teamFiles.ts';

/** Every team file as one, for what looks at the whole workspace: resolution asks it for declared helpers while it runs, without waiting. */
export interface WholeTeam {
  read(): Promise<TeamConfig>;
  /** As read last. */
  wrappers(): TeamConfig['wrappers'];
}

/** What reading the whole team needs, and whom it tells. */
export interface WholeTeamParts {
  readonly teamFiles: TeamFiles;
  /** That calls are reported with: a helper that is said to reach another is a mistake. */
  readonly apis: ReadonlySet<string>;
  /** What is declared of helpers has changed. */
  readonly onWrappers: () => void;
}

/** Declares nothing until it is read once. Problems that only the whole shows are added to those of the files: helpers that reach no API of ours. */
export function createWholeTeam({ teamFiles, apis, onWrappers }: WholeTeamParts): WholeTeam {
  let wrappers: TeamConfig['wrappers'] = [];
  return {
    async read() {
      const whole = await teamFiles.whole();
      if (JSON.stringify(whole.wrappers) !== JSON.stringify(wrappers)) {
        wrappers = whole.wrappers;
        onWrappers();
      }
      const unknown = whole.wrappers
        .filter((one) => !apis.has(one.api) && !one.api.startsWith('http.'))
        .map((one): TeamProblem => ({
          origin: one.origin,
          severity: 'warning',
          message: `no API is reported as "${one.api}"${nearestName(one.api, [...apis])}`,
        }));
      return { ...whole, problems: [...whole.problems, ...unknown] };
    },
    wrappers: () => wrappers,
  };
}
