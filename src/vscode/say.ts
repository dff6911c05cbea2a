import * as vscode from 'vscode';
import type { Say } from '../report/say.ts';

/** Words of the core in the editor's language, where a bundle has them. */
export const say: Say = vscode.l10n.t;
