import type { Report } from '../model.ts';
import { proposalsOf } from '../report/proposals.ts';
import { renderTeamFile, syncTeamFile } from '../team/sync.ts';
import { applyEdits } from '../text/edits.ts';
import type { SyncedTeamFile } from './workspace.ts';

/** A team file brought up to date with a report, or a first one when there is no text yet. Null when the file is broken. */
export function syncedTeamFile(report: Report, path: string, text: string | null): SyncedTeamFile | null {
  const proposals = proposalsOf(report);
  if (text === null) return { text: renderTeamFile(path, proposals), added: proposals.length, vanished: 0, back: 0 };
  const result = syncTeamFile(
    path,
    text,
    proposals,
    report.files.flatMap((one) => one.calls),
    report.at,
  );
  return result && { text: applyEdits(text, result.edits), added: result.added, vanished: result.vanished, back: result.back };
}
