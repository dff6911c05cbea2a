import type { CallExpr } from '../../model.ts';
import { dirname, join } from '../../text/paths.ts';
import { addressBelow } from './addresses.ts';
import { choiceOf, withHow } from './choices.ts';
import { dataOf } from './data.ts';
import { environment } from './environment.ts';
import type { Evaluator } from './evaluator.ts';
import { asUnknown, textOf } from './textValues.ts';
import { fileData, fileText } from './files.ts';
import { importValue } from './imports.ts';
import { invoke } from './invoke.ts';
import { memberOf } from './members.ts';
import { callEngine } from './rendered.ts';
import { dedent } from './textMethods.ts';
import { noArguments, plainText, unknown, withFixed, type Arguments, type ExternalValue, type Frame, type Value } from './values.ts';

/** Functions of the standard libraries that values flow through. Null: not one of them. */
export function callLibrary(e: Evaluator, callee: ExternalValue, args: Arguments, expr: CallExpr, file: string, frame: Frame | null): Value | null {
  const at = { span: expr.span, file };
  // `import path from 'node:path'` is `import * as path from 'path'`.
  const name = [callee.module, ...callee.path].filter(Boolean).join('.').replace(/^node:(?=(?:path|url)\b)/, '').replace(/^((?:node:)?(?:fs(?:\/promises)?|path|url))\.default\./, '$1.');
  const first = args.positional[0]?.();
  const second = args.positional[1]?.();
  switch (name) {
    case 'os.getenv':
    case 'os.environ.get':
    case 'environ.get':
    case 'Deno.env.get': {
      const variable = environment((first && plainText(first)) ?? '', at);
      const fallback = second ?? args.named.get('default')?.();
      return fallback && fallback.kind !== 'null' ? (fallback.kind === 'text' || fallback.kind === 'number' || fallback.kind === 'choice' ? withHow(fallback, 'env-default') : choiceOf([variable, fallback])) : variable;
    }
    // What a file adds to the environment is read as the environment: https://github.com/motdotla/dotenv#config
    case 'dotenv.config':
    case 'dotenv.default.config': return { kind: 'record', entries: new Map([['parsed', { kind: 'external', family: 'javascript', module: '', path: ['process', 'env'], ...at }]]), rest: null, ...at };
    // A form is a record that is filled with `append`: https://developer.mozilla.org/docs/Web/API/FormData
    case 'FormData':
    case 'form-data':
    case 'form-data.default':
    case 'formdata-node.FormData':
    case 'undici.FormData': return { kind: 'record', entries: new Map(), rest: null, external: 'FormData', ...at };
    // Settings by schema: the schema stands for what it gives, a field with a default for the default. https://zod.dev, https://env.t3.gg
    case 'zod.z.object':
    case 'zod.object':
    case 'zod.default.object':
    case 'zod.z.strictObject': return first?.kind === 'record' ? first : null;
    case '@t3-oss/env-core.createEnv':
    case '@t3-oss/env-nextjs.createEnv': {
      const parts = first?.kind === 'record' ? ['server', 'client', 'shared'].flatMap((key) => first.entries.get(key) ?? []) : [];
      return parts.length > 0 ? { kind: 'record', entries: new Map(parts.flatMap((part) => (part.kind === 'record' ? [...part.entries] : []))), rest: null, ...at } : null;
    }
    // What an endpoint or a handler is given: https://fastapi.tiangolo.com/tutorial/dependencies/, https://lancetnik.github.io/FastDepends/
    case 'fastapi.Depends':
    case 'fastapi.param_functions.Depends':
    case 'fastapi.params.Depends':
    case 'fastapi.Security':
    case 'fast_depends.Depends': {
      const dependency = first ?? args.named.get('dependency')?.();
      return dependency ? invoke(e, dependency, noArguments, expr, file, frame) : null;
    }
    case 'importlib.import_module':
    case '__import__': {
      const module = first ? plainText(first) : null;
      const index = module === null ? null : e.index(file);
      return module !== null && index ? importValue(e, index, file, module, '*', module) : null;
    }
    case 'getattr': {
      const property = second ? plainText(second) : null;
      return first && property !== null ? memberOf(e, first, property, { kind: 'member', span: expr.span, object: expr.callee, property }, file, frame) : null;
    }
    case 'textwrap.dedent':
    case 'dedent.default':
    case 'dedent':
    case 'inspect.cleandoc':
      return first?.kind === 'text' ? { ...first, parts: dedent(first.parts) } : (first ?? null);
    case 'JSON.parse':
    case 'json.loads':
    case 'json.load':
    case 'yaml.safe_load':
    case 'yaml.load':
    case 'yaml.parse':
    case 'yaml.default.parse':
    case 'js-yaml.load':
    case 'js-yaml.default.load':
    case 'tomllib.load':
    case 'tomllib.loads':
    case 'tomli.load':
    case 'tomli.loads':
    case 'toml.loads':
    case 'toml.parse':
    case 'toml.default.parse':
    case 'smol-toml.parse':
    case '@iarna/toml.parse':
    case '@iarna/toml.default.parse': return first?.kind === 'text' ? (dataOf(first, name.includes('yaml') ? 'yaml' : name.includes('tom') ? 'toml' : 'json') ?? first) : (first ?? null);
    // A path, or what was opened. https://github.com/uiri/toml
    case 'toml.load': return first?.kind !== 'text' ? (first ?? null) : (dataOf(first, 'toml') ?? fileData(e, plainText(first) ?? '', file, at));
    case 'json.dumps':
    case 'JSON.stringify':
    case 'copy.deepcopy':
    case 'copy.copy':
    case 'structuredClone':
    case 'str':
    case 'String':
    case 'tuple':
    case 'list':
    case 'sorted':
    case 'Object.freeze':
    case 'typing.cast':
    case 'Promise.resolve':
    case 'orjson.dumps':
    case 'ujson.dumps':
    case 'simplejson.dumps':
    case 'httpx.URL':
    case 'yarl.URL':
    case 'bytes':
    case 'bytearray':
    case 'io.BytesIO':
    case 'io.StringIO':
    case 'Buffer.from':
      return (name === 'typing.cast' ? castTo(e, first, second, at) : first) ?? null;
    // One of several, whichever it is.
    case 'random.choice':
    case 'secrets.choice':
    case 'numpy.random.choice':
    case 'lodash.sample':
    case 'lodash.default.sample': return first?.kind === 'list' && first.items.length > 0 ? choiceOf([...first.items, ...(first.rest ? [first.rest] : [])]) : null;
    case 'URL':
      // `new URL('./prompt.txt', import.meta.url)`: beside this file.
      if (second?.kind === 'text' && first?.kind === 'text' && plainText(second) === file) return { ...first, parts: [join(dirname(file), plainText(first) ?? '')] };
      return second ? addressBelow(second, first, at) : (first ?? null);
    case 'urllib.parse.urljoin':
      return addressBelow(first, second, at);
    case 'TextEncoder':
      return { kind: 'record', entries: new Map(), rest: null, external: name, ...at };
    // A declared field stands for its default: https://docs.pydantic.dev/latest/concepts/fields/, https://docs.python.org/3/library/dataclasses.html#dataclasses.field
    case 'pydantic.Field':
    case 'pydantic.fields.Field':
    case 'pydantic.v1.Field':
    case 'langchain_core.pydantic_v1.Field':
    case 'sqlmodel.Field':
    case 'dataclasses.field':
    case 'attr.ib':
    case 'attrs.field': {
      const made = args.named.get('default_factory')?.() ?? args.named.get('factory')?.();
      const initial = args.named.get('default')?.() ?? first;
      if (initial) return initial;
      return made ? invoke(e, made, { positional: [], named: new Map(), open: null }, expr, file, frame) : unknown('a declared field without a default', textOf(e, expr, file), [], at);
    }
    case 'int':
    case 'float':
    case 'Number':
    case 'parseInt':
    case 'parseFloat': {
      if (first?.kind === 'number') return first;
      const number = first ? plainText(first) : null;
      return first?.kind === 'text' && number !== null && number.trim() !== '' && Number.isFinite(Number(number)) ? { kind: 'number', value: Number(number), how: first.how, ...at } : null;
    }
    case 'dict':
    case 'Object.assign': {
      const entries = new Map<string, Value>();
      let rest = args.open;
      for (const one of args.positional) {
        const value = one();
        if (value.kind === 'record') {
          for (const [key, entry] of value.entries) entries.set(key, entry);
          rest ??= value.rest;
        } else rest ??= asUnknown(e, value, expr, file);
      }
      for (const [key, value] of args.named) entries.set(key, value());
      return { kind: 'record', entries, rest, ...at };
    }
    case 'functools.partial':
    case 'partial': {
      if (!first) return null;
      const fixed = { positional: args.positional.slice(1), named: args.named, open: args.open };
      if (first.kind === 'function' || first.kind === 'handle' || first.kind === 'external') return { ...first, fixed: withFixed(fixed, first.fixed) };
      return first;
    }
    case 'pathlib.Path':
    case 'Path':
    case 'path.resolve':
    case 'path.join':
    case 'os.path.join':
    case 'os.path.abspath':
    case 'os.path.realpath':
    case 'url.fileURLToPath': {
      const parts = args.positional.map((one) => plainText(one()));
      return parts.every((part) => part !== null) ? { kind: 'text', parts: [parts.join('/')], how: 'constant', ...at } : null;
    }
    case 'os.path.dirname':
    case 'path.dirname':
    case 'node:path.dirname': {
      const path = first ? plainText(first) : null;
      return path === null ? null : { kind: 'text', parts: [dirname(path)], how: 'constant', ...at };
    }
    case 'open':
    case 'io.open':
    case 'codecs.open':
    case 'fs.readFileSync':
    case 'node:fs.readFileSync':
    case 'fs.readFile':
    case 'fs.promises.readFile':
    case 'fs/promises.readFile':
    case 'node:fs/promises.readFile':
    case 'node:fs.promises.readFile': {
      const path = first ? plainText(first) : null;
      return path === null ? null : fileText(e, path, file, at);
    }
    case 'asyncio.to_thread':
    case 'asyncio.create_task':
    case 'asyncio.ensure_future':
    case 'asyncio.run':
    case 'anyio.to_thread.run_sync':
      if (name.endsWith('to_thread') || name.endsWith('run_sync')) return first ? invoke(e, first, { ...args, positional: args.positional.slice(1) }, expr, file, frame) : null;
      return first ?? null;
    case 'asyncio.gather':
    case 'Promise.all':
    case 'Promise.allSettled':
      return name === 'asyncio.gather' ? { kind: 'list', items: args.positional.map((one) => one()), rest: args.open, ...at } : (first ?? null);
    default: {
      const rendered = callEngine(e, name, args, expr, file);
      if (rendered || !e.sdkIndex.isBuilder(callee)) return rendered;
      const entries = new Map<string, Value>([...args.named].map(([key, value]) => [key, value()]));
      for (const [i, value] of args.positional.entries()) entries.set(`#${i}`, value());
      return { kind: 'record', entries, rest: args.open, external: callee.path.at(-1) ?? '', ...at };
    }
  }
}

/** `cast(T, value)`: the value, or what the type promises where the value is not followed. */
function castTo(e: Evaluator, type: Value | undefined, value: Value | undefined, at: { span: CallExpr['span']; file: string }): Value | undefined {
  if (value?.kind !== 'unknown' || !type) return value;
  if (type.kind === 'class') return { ...at, kind: 'instance', file: type.file, class: type.class, args: null };
  return (type.kind === 'external' ? e.sdkIndex.handleOfType(type, at) : null) ?? value;
}
