import type { LanguageId, SourceFile } from '../model.ts';
import { componentSource, isComponent } from './component.ts';
import type { Language } from './language.ts';
import { javascript, jsx, tsx, typescript } from './javascript.ts';
import { notebookSource } from './notebook.ts';
import { python } from './python.ts';

/** Every language there is an adapter for. */
export const languages: readonly Language[] = [python, javascript, jsx, typescript, tsx];

/** Language of a file by its ending; null when it is none of ours. Notebooks and components are containers and not listed here. */
function languageOfPath(path: string): LanguageId | null {
  const lower = path.toLowerCase();
  return languages.find((language) => language.extensions.some((ending) => lower.endsWith(ending)))?.id ?? null;
}

/** Whether analysis can read a file of this name at all. */
export function isSourcePath(path: string): boolean {
  return path.toLowerCase().endsWith('.ipynb') || isComponent(path) || languageOfPath(path) !== null;
}

/** A file as analysis reads it; null when it is in no supported language, the reason when it cannot be read. */
export function sourceFileOf(path: string, text: string): SourceFile | { readonly reason: string } | null {
  if (path.toLowerCase().endsWith('.ipynb')) return notebookSource(path, text);
  if (isComponent(path)) return componentSource(path, text);
  const language = languageOfPath(path);
  return language ? { path, language, chunks: [{ text, offset: 0, cell: null }] } : null;
}
