import type { CallExpr, Expr, FileFacts } from '../model.ts';
import { bindingsOf } from './loops.ts';

/** What a request sets, besides what it says. */
export interface Settings {
  readonly values: ReadonlyMap<string, Expr>;
  /** Something is passed on that cannot be read: it may set anything. */
  readonly isOpen: boolean;
}

/** What requests say, tools, and headers: settings are not looked for inside. */
const content = new Set([
  'messages',
  'contents',
  'input',
  'prompt',
  'system',
  'instructions',
  'tools',
  'functions',
  'response_format',
  'responseFormat',
  'schema',
  'metadata',
  'headers',
  'extra_headers',
  'default_headers',
  'defaultHeaders',
  'cookies',
]);

/** Everything that a call sets by name, also inside records of settings, and what it passes on from a record that can be read. */
export function settingsOf(code: FileFacts, call: CallExpr): Settings {
  const values = new Map<string, Expr>();
  let isOpen = false;
  const add = (key: string | null, value: Expr, depth: number) => {
    if (key === null) isOpen = true;
    else if (!values.has(key)) values.set(key, value);
    if (key === null || !content.has(key)) inside(value, depth + 1);
  };
  const inside = (expr: Expr, depth: number) => {
    const one = named(code, expr);
    if (depth > 4) return;
    if (one.kind === 'record')
      for (const entry of one.entries) entry.spread ? spread(entry.value, depth) : add(entry.key, entry.value, depth);
    else if (one.kind === 'call' && one !== call)
      for (const argument of one.args)
        argument.spread === 'record'
          ? spread(argument.value, depth)
          : argument.name !== null
            ? add(argument.name, argument.value, depth)
            : inside(argument.value, depth + 1);
  };
  const spread = (expr: Expr, depth: number) => {
    const one = named(code, expr.kind === 'spread' ? expr.value : expr);
    if (one.kind === 'record') inside(one, depth + 1);
    else isOpen = true;
  };
  for (const argument of call.args)
    argument.spread === 'record'
      ? spread(argument.value, 0)
      : argument.name !== null
        ? add(argument.name, argument.value, 0)
        : inside(argument.value, 0);
  return { values, isOpen };
}

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
