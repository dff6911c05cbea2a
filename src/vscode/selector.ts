import { languages } from '../languages/index.ts';

/** Documents that the extension looks at. Notebook cells are text documents of these languages too. */
export const documents = languages.flatMap((language) => language.editorIds.map((id) => ({ language: id })));
