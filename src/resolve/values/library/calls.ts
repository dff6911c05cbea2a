import { importValue } from '../imports.ts';
import { invoke } from '../invoke.ts';
import { memberOf } from '../members.ts';
import { withFixed } from '../values.ts';
import { givesFirst, textIn, type LibraryFunction } from './call.ts';

/** Functions that call, fix arguments, wait, or look something up by its name. */
export const callFunctions: readonly LibraryFunction[] = [
  {
    names: ['functools.partial', 'partial'],
    give({ first, args }) {
      if (first?.kind !== 'function' && first?.kind !== 'handle' && first?.kind !== 'external') return first ?? null;
      return { ...first, fixed: withFixed({ positional: args.positional.slice(1), named: args.named, open: args.open }, first.fixed) };
    },
  },
  {
    names: ['asyncio.to_thread', 'anyio.to_thread.run_sync'],
    give: ({ e, first, args, expr, file, frame }) =>
      first ? invoke(e, first, { ...args, positional: args.positional.slice(1) }, expr, file, frame) : null,
  },
  { names: ['asyncio.create_task', 'asyncio.ensure_future', 'asyncio.run', 'Promise.all', 'Promise.allSettled'], give: givesFirst },
  {
    names: ['asyncio.gather'],
    give: ({ args, at }) => ({ kind: 'list', items: args.positional.map((one) => one()), rest: args.open, ...at }),
  },
  {
    names: ['importlib.import_module', '__import__'],
    give({ e, first, file }) {
      const module = textIn(first);
      const index = module === null ? null : e.index(file);
      return module !== null && index ? importValue(e, index, file, module, '*', module) : null;
    },
  },
  {
    names: ['getattr'],
    give({ e, first, second, expr, file, frame }) {
      const property = textIn(second);
      return first && property !== null
        ? memberOf(e, first, property, { kind: 'member', span: expr.span, object: expr.callee, property }, file, frame)
        : null;
    },
  },
];
