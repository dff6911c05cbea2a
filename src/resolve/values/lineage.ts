import type { FunctionFact } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { getOrCreate, type FileIndex } from './fileIndex.ts';
import type { Value } from './values.ts';

/** A base class: of the project by its index, or somebody else's by its import. */
export type Ancestor = { readonly kind: 'class'; readonly file: string; readonly class: number } | Extract<Value, { kind: 'external' }>;

/** The class and its bases, nearest first, depth first; external bases as they are. */
export function lineage(e: Evaluator, file: string, cls: number, depth = 0): readonly Ancestor[] {
  return depth === 0 ? e.remembered(e.lineages, `${file}#${cls}`, () => findLineage(e, file, cls, 0)) : findLineage(e, file, cls, depth);
}

function findLineage(e: Evaluator, file: string, cls: number, depth: number): readonly Ancestor[] {
  const facts = e.index(file)?.facts.classes[cls];
  if (!facts || depth > 8) return [];
  const bases = facts.bases.flatMap((base): readonly Ancestor[] => {
    const value = e.evaluate(base, file, null);
    if (value.kind === 'class') return value.file === file && value.class === cls ? [] : lineage(e, value.file, value.class, depth + 1);
    return value.kind === 'external' ? [value] : [];
  });
  const kept = (facts.interfaces ?? []).flatMap((one): readonly Ancestor[] => {
    const value = e.evaluate(one, file, null);
    return value.kind === 'class' && (value.file !== file || value.class !== cls) ? lineage(e, value.file, value.class, depth + 1) : [];
  });
  return [{ kind: 'class', file, class: cls }, ...bases, ...kept];
}

/** Loaded project classes that have this one among their ancestors. */
export function subclasses(e: Evaluator, file: string, cls: number): readonly { file: string; class: number }[] {
  const key = `${file}#${cls}`;
  return e.overall(
    `subclasses ${key}`,
    () => e.table('subclasses', () => indexSubclasses(e)).get(key) ?? [],
    (found) => found.map((one) => `${one.file}#${one.class}`).join(' '),
    [],
  );
}

function indexSubclasses(e: Evaluator): ReadonlyMap<string, readonly { file: string; class: number }[]> {
  const found = new Map<string, { file: string; class: number }[]>();
  for (const path of e.loaded()) {
    for (const [i, one] of e.index(path)?.facts.classes.entries() ?? []) {
      if (one.bases.length === 0 && !one.interfaces) continue;
      for (const ancestor of lineage(e, path, i)) {
        if (ancestor.kind === 'class' && (ancestor.file !== path || ancestor.class !== i))
          getOrCreate(found, `${ancestor.file}#${ancestor.class}`, () => []).push({ file: path, class: i });
      }
    }
  }
  return found;
}

/** Whether a function is declared only: `raise NotImplementedError`, `...`, `@abstractmethod`. */
export function isStub(index: FileIndex, fn: number, facts: FunctionFact): boolean {
  const isDeclared = facts.decorators.some((one) => /\babstract/.test(index.text(one.span)));
  return (
    isDeclared ||
    (facts.returns.length === 0 &&
      index.callsIn(fn).every((one) => /^NotImplemented|^NotImplementedError$/.test(index.text(one.callee.span))) &&
      !index.facts.writes.some((one) => one.inFunction === fn))
  );
}
