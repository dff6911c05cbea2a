import type { ExplainedCall, FileAnalysis, FileFacts, Span } from '../model.ts';
import { explainSpan } from '../resolve/explain.ts';
import type { createProject } from '../resolve/project.ts';
import { lineIndex } from '../text/lineIndex.ts';
import { createLocator } from '../text/virtual.ts';

/** How the calls on a line were read: see `Workspace.explain`. @param factsOf facts of the files that it goes through. */
export function explainLine(
  project: ReturnType<typeof createProject>,
  factsOf: (path: string) => FileFacts | null | undefined,
  analysis: FileAnalysis,
  line: number,
  cell?: number,
): readonly ExplainedCall[] {
  const { path } = analysis;
  const chunk = factsOf(path)?.chunks.find((one) => cell === undefined || one.cell === cell);
  if (!chunk) return [];
  const lines = lineIndex(chunk.text);
  const start = chunk.offset + lines.offsetAt({ line: line - 1, column: 0 });
  const end = Math.max(start, chunk.offset + lines.offsetAt({ line, column: 0 }) - 1);
  const placeOf = (file: string, span: Span) => placeIn(file, factsOf(file), span);
  return explainSpan(project, path, { start, end }).map(({ span, code, verdict, parts }) => ({
    place: placeOf(path, span),
    code,
    verdict,
    parts: parts.map((part) => ({
      title: part.title,
      steps: part.steps.map((step) => ({ depth: step.depth, place: placeOf(step.file, step.span), code: step.code, found: step.found })),
    })),
    analyzed: analysis.calls.find((one) => one.call.span.start === span.start && one.call.span.end === span.end) ?? null,
  }));
}

/** `file:line:column`, `file[cell]:line:column`; the file alone where its text is not known. */
function placeIn(file: string, facts: FileFacts | null | undefined, span: Span): string {
  if (!facts) return file;
  const { cell, position } = createLocator(facts.chunks)(span.start);
  return `${file}${cell === null ? '' : `[${cell}]`}:${position.line + 1}:${position.column + 1}`;
}
