import * as vscode from 'vscode';
import type { Analyses } from './analyses.ts';
import { registerTeamProblems } from './teamProblems.ts';
import { registerDeclare } from './declare.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { registerRenames } from './renames.ts';
import type { Scans } from './scans.ts';
import { registerSyncTeam } from './syncTeam.ts';
import { registerTeamFile } from './teamFile.ts';
import { registerTeamLanguage } from './teamLanguage.ts';

/** Everything about `llmcost.yaml`: mistakes, writing it, what it matches, its budgets, and commands that change it. */
export function registerTeam(host: EngineHost, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.Disposable.from(
    registerTeamFile(host, guard),
    registerTeamLanguage(host, scans, guard),
    registerTeamProblems(scans),
    registerDeclare(host, analyses, scans, guard),
    registerSyncTeam(host, scans, guard),
    registerRenames(host, guard),
  );
}
