import type { LanguageId, SourceFile } from '../model.ts';
import { blank } from '../text/blank.ts';

/** A component's own code stands in `<script>` blocks, in Astro also between `---` lines. https://vuejs.org/api/sfc-spec.html, https://svelte.dev/docs/svelte/svelte-files, https://docs.astro.build/en/basics/astro-components/ */
export const componentEndings: readonly string[] = ['vue', 'svelte', 'astro'];

/** Whether a file is a container of script blocks. */
export function isComponent(path: string): boolean {
  return componentEndings.includes(path.split('.').at(-1)?.toLowerCase() ?? '');
}

/** A component file as source: everything but its scripts is white space of the same length, so that offsets stay. Without scripts it is empty. */
export function componentSource(path: string, text: string): SourceFile {
  const front = /\.astro$/i.test(path) ? /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text) : null;
  const kept: { readonly start: number; readonly end: number }[] = [];
  let language: LanguageId = front ? 'typescript' : 'javascript';
  if (front) {
    const start = front[0].indexOf('---') + front[0].slice(front[0].indexOf('---')).indexOf('\n') + 1;
    kept.push({ start, end: start + (front[1] ?? '').length });
  }
  for (const match of text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)) {
    const [whole, attributes = '', body = ''] = match;
    // Data, and templates of other engines.
    if (/\btype\s*=\s*["'](?!(?:text\/|application\/)?(?:javascript|typescript|module|babel)["'])/i.test(attributes)) continue;
    const start = match.index + whole.indexOf('>', attributes.length) + 1;
    kept.push({ start, end: start + body.length });
    const written = /\blang\s*=\s*["']?(\w+)/i.exec(attributes)?.[1]?.toLowerCase();
    if (written === 'tsx' || written === 'jsx') language = 'tsx';
    else if (written === 'ts' || written === 'typescript' || front) language = language === 'tsx' ? 'tsx' : 'typescript';
  }
  let out = '';
  for (const { start, end } of kept.toSorted((a, b) => a.start - b.start))
    if (start >= out.length) out += blank(text.slice(out.length, start)) + text.slice(start, end);
  return { path, language, chunks: [{ text: out + blank(text.slice(out.length)), offset: 0, cell: null }] };
}
