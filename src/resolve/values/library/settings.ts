import { choiceOf, withHow } from '../choices.ts';
import { environment } from '../environment.ts';
import { invoke } from '../invoke.ts';
import { textOf } from '../textValues.ts';
import { noArguments, unknown } from '../values.ts';
import { textIn, type LibraryFunction } from './call.ts';

/** The environment, settings by schema, and defaults that are declared. */
export const settingsFunctions: readonly LibraryFunction[] = [
  {
    names: ['os.getenv', 'os.environ.get', 'environ.get', 'Deno.env.get'],
    give({ first, second, args, at }) {
      const variable = environment(textIn(first) ?? '', at);
      const fallback = second ?? args.named.get('default')?.();
      if (!fallback || fallback.kind === 'null') return variable;
      return fallback.kind === 'text' || fallback.kind === 'number' || fallback.kind === 'choice'
        ? withHow(fallback, 'env-default')
        : choiceOf([variable, fallback]);
    },
  },
  {
    // What a file adds to the environment is read as the environment: https://github.com/motdotla/dotenv#config
    names: ['dotenv.config', 'dotenv.default.config'],
    give: ({ at }) => ({
      kind: 'record',
      entries: new Map([['parsed', { kind: 'external', family: 'javascript', module: '', path: ['process', 'env'], ...at }]]),
      rest: null,
      ...at,
    }),
  },
  {
    // The schema stands for what it gives, a field with a default for the default: https://zod.dev
    names: ['zod.z.object', 'zod.object', 'zod.default.object', 'zod.z.strictObject'],
    give: ({ first }) => (first?.kind === 'record' ? first : null),
  },
  {
    // https://env.t3.gg
    names: ['@t3-oss/env-core.createEnv', '@t3-oss/env-nextjs.createEnv'],
    give({ first, at }) {
      const parts = first?.kind === 'record' ? ['server', 'client', 'shared'].flatMap((key) => first.entries.get(key) ?? []) : [];
      return parts.length > 0
        ? {
            kind: 'record',
            entries: new Map(parts.flatMap((part) => (part.kind === 'record' ? [...part.entries] : []))),
            rest: null,
            ...at,
          }
        : null;
    },
  },
  {
    // What an endpoint or a handler is given: https://fastapi.tiangolo.com/tutorial/dependencies/, https://lancetnik.github.io/FastDepends/
    names: ['fastapi.Depends', 'fastapi.param_functions.Depends', 'fastapi.params.Depends', 'fastapi.Security', 'fast_depends.Depends'],
    give({ e, first, args, expr, file, frame }) {
      const dependency = first ?? args.named.get('dependency')?.();
      return dependency ? invoke(e, dependency, noArguments, expr, file, frame) : null;
    },
  },
  {
    // A declared field stands for its default: https://docs.pydantic.dev/latest/concepts/fields/, https://docs.python.org/3/library/dataclasses.html#dataclasses.field
    names: [
      'pydantic.Field',
      'pydantic.fields.Field',
      'pydantic.v1.Field',
      'langchain_core.pydantic_v1.Field',
      'sqlmodel.Field',
      'dataclasses.field',
      'attr.ib',
      'attrs.field',
    ],
    give({ e, first, args, expr, file, frame, at }) {
      const made = args.named.get('default_factory')?.() ?? args.named.get('factory')?.();
      const initial = args.named.get('default')?.() ?? first;
      if (initial) return initial;
      return made
        ? invoke(e, made, noArguments, expr, file, frame)
        : unknown('a declared field without a default', textOf(e, expr, file), [], at);
    },
  },
];
