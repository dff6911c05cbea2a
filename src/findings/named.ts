import type { Expr, FileFacts } from '../model.ts';
import { bindingsOf } from './loops.ts';

/** What a name stands for: bound once, or last bound in the same branch as it is used in. */
export function named(code: FileFacts, expr: Expr): Expr {
  if (expr.kind !== 'name') return expr;
  const all = bindingsOf(code, expr.name, expr.scope);
  const around = (at: number) => code.regions.filter((one) => one.span.start <= at && at < one.span.end);
  const last =
    all.length === 1
      ? all[0]
      : all.findLast(
          (one) => one.span.start < expr.span.start && around(one.span.start).every((region) => region.span.end >= expr.span.end),
        );
  const isOverwritten = all.some((one) => last && one.span.start > last.span.start && one.span.start < expr.span.start);
  return last?.from.kind === 'value' && !isOverwritten && last.from.value.kind !== 'name' ? last.from.value : expr;
}
