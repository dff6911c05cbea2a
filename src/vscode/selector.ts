import type { DocumentFilter } from 'vscode';
import { componentEndings } from '../languages/component.ts';
import { languages } from '../languages/index.ts';

/** Documents that the extension looks at. Notebook cells are text documents of these languages too; of components the editor may not know the language. */
export const documents: readonly DocumentFilter[] = [
  ...languages.flatMap((language) => language.editorIds.map((id) => ({ language: id }))),
  { pattern: `**/*.{${componentEndings.join(',')}}` },
];
