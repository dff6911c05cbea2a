import type { Expr, FunctionFact } from '../../model.ts';
import { annotated } from './annotations.ts';
import { choiceOf } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { isStub, subclasses } from './lineage.ts';
import { isTestPath } from './modules.ts';
import { argumentRoots, withArgumentRoots } from './roots.ts';
import { alternativesOf, unknown, type Arguments, type Frame, type FunctionValue, type Value } from './values.ts';

/** What a project function gives back when it is called with these arguments. */
export function returned(e: Evaluator, fn: FunctionValue, given: Arguments): Value {
  const index = e.index(fn.file);
  const facts = index?.facts.functions[fn.function];
  if (!index || !facts) return unknown('function not read', '');
  const depth = (fn.frame?.depth ?? 0) + 1;
  if (depth > 12) return unknown('too deep to follow', facts.qualifiedName);
  const frame: Frame = { file: fn.file, function: fn.function, args: given, self: fn.self, parent: fn.frame, depth };
  return e.guarded(
    `return ${fn.file}#${fn.function}`,
    () => unknown('calls itself', facts.qualifiedName),
    () => {
      const values = productionReturns(index, facts.returns).map((one) => e.evaluate(one, fn.file, frame));
      const solid = values.filter((value) => value.kind !== 'null');
      const value = solid.length > 0 ? withArgumentRoots(choiceOf(solid), given) : null;
      const open =
        value && alternativesOf(value).every((one) => one.kind === 'unknown' || one.kind === 'null')
          ? alternativesOf(value).find((one) => one.kind === 'unknown')
          : undefined;
      if (value && (!open || !facts.returnAnnotation)) return value;
      const made = values.length === 0 ? bySubclasses(e, fn, facts, given) : [];
      if (made.length > 0) return choiceOf(made);
      if (facts.returnAnnotation) {
        const typed = annotated(e, facts.returnAnnotation, fn.file, null);
        if (typed && typed.kind !== 'unknown') return typed;
        if (typed?.typed && open) return { ...open, typed: typed.typed };
      }
      return value?.kind === 'choice'
        ? value
        : values.length > 0
          ? choiceOf(values)
          : unknown(`${facts.qualifiedName} returns nothing that can be read`, facts.qualifiedName, argumentRoots(given));
    },
  );
}

/** What the subclasses give back for a method that their base only declares. */
function bySubclasses(e: Evaluator, fn: FunctionValue, facts: FunctionFact, given: Arguments): readonly Value[] {
  const { self } = fn;
  if (
    self?.kind !== 'instance' ||
    facts.class === null ||
    self.class !== facts.class ||
    self.file !== fn.file ||
    !isStub(e.index(fn.file) as FileIndex, fn.function, facts)
  )
    return [];
  return subclasses(e, self.file, self.class)
    .slice(0, 4)
    .flatMap((sub): readonly Value[] => {
      const index = e.index(sub.file);
      const method = index?.facts.classes[sub.class]?.methods.find((one) => index.facts.functions[one]?.name === facts.name);
      if (method === undefined || isTestPath(sub.file) !== isTestPath(fn.file)) return [];
      const value = returned(e, { ...fn, file: sub.file, function: method, self: { ...self, file: sub.file, class: sub.class } }, given);
      return value.kind === 'unknown' ? [] : [value];
    });
}

const testCondition = /\bis_?test|\btest(ing)?_?(env|mode)|NODE_ENV\W+test|PLAYWRIGHT|PYTEST/i;

/** What a function gives under a test flag is no cost of the product: those returns are left out where others remain. */
function productionReturns(index: FileIndex, returns: readonly Expr[]): readonly Expr[] {
  const kept = returns.filter(
    (one) =>
      !index
        .regionsAt(one.span.start)
        .some((region) => region.kind === 'if' && region.subject !== undefined && testCondition.test(index.text(region.subject.span))),
  );
  return kept.length > 0 ? kept : returns;
}
