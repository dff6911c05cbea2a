import type { Chunk, LanguageId, SourceFile } from '../model.ts';
import { blank } from '../text/blank.ts';

interface Cell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
  readonly input?: unknown;
}

/** A notebook as one source file with a chunk per code cell, so that names flow from earlier cells. Gives the reason when it cannot be read. */
export function notebookSource(path: string, json: string): SourceFile | { readonly reason: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return { reason: `not a notebook: ${error instanceof Error ? error.message : 'no JSON'}` };
  }
  if (typeof parsed !== 'object' || parsed === null) return { reason: 'not a notebook' };
  const notebook = parsed as {
    cells?: unknown;
    worksheets?: unknown;
    metadata?: { language_info?: { name?: unknown; mimetype?: unknown; codemirror_mode?: unknown }; kernelspec?: { language?: unknown } };
  };
  const info = notebook.metadata?.language_info;
  const language =
    notebookLanguage(info?.name ?? notebook.metadata?.kernelspec?.language ?? 'python') ??
    (/^text\/x-i?python/.test(String(info?.mimetype)) ? 'python' : null);
  if (!language) return { reason: `notebook language ${String(notebook.metadata?.language_info?.name ?? 'unknown')} is not supported` };
  const cells = Array.isArray(notebook.cells) ? notebook.cells : worksheetCells(notebook.worksheets);
  const texts = (cells as Cell[]).filter((cell) => cell?.cell_type === 'code').map((cell) => joined(cell.source ?? cell.input));
  return { path, language, chunks: cellChunks(texts, language) };
}

/** Chunks for the code cells of a notebook, magics made neutral. Also used for live notebooks. */
export function cellChunks(texts: readonly string[], language: LanguageId): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let offset = 0;
  for (const [cell, text] of texts.entries()) {
    chunks.push({ text: language === 'python' ? withoutMagics(text) : text, offset, cell });
    offset += text.length + 1;
  }
  return chunks;
}

function notebookLanguage(name: unknown): LanguageId | null {
  const text = typeof name === 'string' ? name.toLowerCase() : '';
  if (text === 'python' || text === 'python3' || text === 'ipython') return 'python';
  return text === 'typescript' || text === 'javascript' ? text : null;
}

function worksheetCells(worksheets: unknown): unknown[] {
  return Array.isArray(worksheets)
    ? worksheets.flatMap((sheet: { cells?: unknown } | null) => (Array.isArray(sheet?.cells) ? sheet.cells : []))
    : [];
}

function joined(source: unknown): string {
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : typeof source === 'string' ? source : '';
}

/** Cell magics whose body is still Python. The others (`%%bash`, `%%html`, `%%writefile`...) blank the whole cell. */
const pythonCellMagics = /^\s*%%(time|timeit|capture|prun|python3?|py|memray\w*|snakeviz|mprun|ipytest)\b/;

/**
 * Replaces what IPython adds to Python by white space of the same length, so that offsets stay.
 * https://ipython.readthedocs.io/en/stable/interactive/magics.html
 */
export function withoutMagics(text: string): string {
  if (/^\s*%%/.test(text)) return pythonCellMagics.test(text) ? withoutMagics(text.replace(/^\s*%%[^\n]*/, blank)) : blank(text);
  return text
    .replace(/^([ \t]*)(!.*|\?.*|%[a-zA-Z]\w*.*)$/gm, (whole, indent: string, magic: string) => {
      const timed = /^(%(?:time|timeit|prun)\s+)(?=[A-Za-z_(])(.*)$/.exec(magic);
      return timed ? indent + blank(timed[1] ?? '') + (timed[2] ?? '') : blank(whole);
    })
    .replace(
      /^([ \t]*\w+\s*=\s*)([!%].*)$/gm,
      (_, left: string, magic: string) => left + (magic.length >= 2 ? `""${' '.repeat(magic.length - 2)}` : blank(magic)),
    );
}
