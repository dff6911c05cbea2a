import type { FunctionFact } from '../../model.ts';
import { withHow } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { plainText, unknown, type Arguments, type RecordValue, type Value } from './values.ts';

const parserClass = /(?:^|\.)ArgumentParser$/;

/** A parser of `argparse` after one more `add_argument`: under the name of its option, what it is when the command line says nothing. Null for any other record. https://docs.python.org/3/library/argparse.html#dest */
export function withOption(parser: RecordValue, args: Arguments): RecordValue | null {
  if (!parserClass.test(parser.external ?? '')) return null;
  const name = optionName(args, args.named.get('dest')?.());
  if (name === null) return parser;
  const fallback = args.named.get('default')?.();
  const said = unknown(`argument ${name} of the command line`, name);
  return {
    ...parser,
    entries: new Map([...parser.entries, [name, fallback && fallback.kind !== 'null' ? withHow(fallback, 'default-param') : said]]),
  };
}

/** What such a parser gives: the options by their names. Null for any other record or method. */
export function parsedArguments(parser: RecordValue, method: string): Value | null {
  if (!parserClass.test(parser.external ?? '') || !/^parse_(?:known_|intermixed_)?args$/.test(method)) return null;
  const { external, ...options } = parser;
  const namespace: RecordValue = { ...options, rest: unknown(`arguments of the command line, read by ${external}`, 'args') };
  return method === 'parse_known_args'
    ? {
        kind: 'list',
        items: [namespace, unknown('other arguments of the command line', 'args')],
        rest: null,
        span: parser.span,
        file: parser.file,
      }
    : namespace;
}

/** What a parameter is when the command line says nothing, by the `@click.option` above its function; null where none is of its name. https://click.palletsprojects.com/en/stable/parameters/#parameter-names */
export function optionDefault(e: Evaluator, facts: FunctionFact, parameter: string, file: string): Value | null {
  for (const decorator of facts.decorators) {
    if (decorator.kind !== 'call' || decorator.callee.kind !== 'member' || decorator.callee.property !== 'option') continue;
    const texts = decorator.args.flatMap(({ name, value }) =>
      name === null && value.kind === 'text' && value.parts.length === 1 && typeof value.parts[0] === 'string' ? [value.parts[0]] : [],
    );
    const explicit = texts.find((one) => !one.startsWith('-'));
    const long = texts.find((one) => one.startsWith('--'));
    const fallback = decorator.args.find((one) => one.name === 'default')?.value;
    if ((explicit ?? long?.split('/')[0]?.replace(/^-+/, '').replaceAll('-', '_')) === parameter && fallback)
      return e.evaluate(fallback, file, null);
  }
  return null;
}

function optionName(args: Arguments, dest: Value | undefined): string | null {
  const said = dest ? plainText(dest) : null;
  if (said !== null) return said;
  const names = args.positional.flatMap((one) => plainText(one()) ?? []);
  const first = names.find((one) => one.startsWith('--')) ?? names[0];
  return first === undefined ? null : first.replace(/^-+/, '').replaceAll('-', '_');
}
