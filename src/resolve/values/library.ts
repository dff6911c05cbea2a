import type { CallExpr } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import type { LibraryFunction } from './library/call.ts';
import { callFunctions } from './library/calls.ts';
import { dataFunctions } from './library/data.ts';
import { fileFunctions } from './library/files.ts';
import { settingsFunctions } from './library/settings.ts';
import { callEngine } from './rendered.ts';
import type { Arguments, ExternalValue, Frame, Value } from './values.ts';

/** Functions that values flow through, by their dotted names. */
const functions: ReadonlyMap<string, LibraryFunction> = new Map(
  [...callFunctions, ...dataFunctions, ...fileFunctions, ...settingsFunctions].flatMap((one) =>
    one.names.map((name) => [name, one] as const),
  ),
);

/** What a function of a library gives back, or a part of a request that an SDK builds. Null: neither is known. */
export function callLibrary(
  e: Evaluator,
  callee: ExternalValue,
  args: Arguments,
  expr: CallExpr,
  file: string,
  frame: Frame | null,
): Value | null {
  const name = nameOf(callee);
  const [first, second] = [args.positional[0]?.(), args.positional[1]?.()];
  const known = functions.get(name);
  if (known) return known.give({ e, name, args, first, second, expr, file, frame, at: { span: expr.span, file } });
  const rendered = callEngine(e, name, args, expr, file);
  return rendered ?? (e.sdkIndex.isBuilder(callee) ? built(callee, args, expr, file) : null);
}

/** `import path from 'node:path'` is `import * as path from 'path'`. */
function nameOf({ module, path }: ExternalValue): string {
  return [module, ...path]
    .filter(Boolean)
    .join('.')
    .replace(/^node:(?=(?:path|url)\b)/, '')
    .replace(/^((?:node:)?(?:fs(?:\/promises)?|path|url))\.default\./, '$1.');
}

/** A part of a request as a record of the arguments that it is built of (`Sdk.builders`). */
function built(callee: ExternalValue, args: Arguments, { span }: CallExpr, file: string): Value {
  const named = [...args.named].map(([key, value]) => [key, value()] as const);
  const positional = args.positional.map((value, i) => [`#${i}`, value()] as const);
  return { kind: 'record', entries: new Map([...named, ...positional]), rest: args.open, external: callee.path.at(-1) ?? '', span, file };
}
