import type { CallExpr } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { fileText } from './files.ts';
import { rootsOf } from './roots.ts';
import { joinText } from './textValues.ts';
import { plainText, unknown, type Arguments, type RecordValue, type TextValue, type Value } from './values.ts';

/** How an engine marks what it fills in or runs. */
interface Marks {
  /** Group 1: an expression to fill in; without it: a tag, or a comment, which is not sent. */
  readonly pattern: RegExp;
}

/** https://jinja.palletsprojects.com/en/stable/templates/, https://mozilla.github.io/nunjucks/templating.html, https://handlebarsjs.com/guide/expressions.html, https://mustache.github.io/mustache.5.html */
const curly: Marks = {
  pattern: /\{#[\s\S]*?#\}|\{%[\s\S]*?%\}|\{\{!(?:--[\s\S]*?--|[\s\S]*?)\}\}|\{\{[#/^>~][\s\S]*?\}\}|\{\{\{?\s*([\s\S]*?)\s*\}?\}\}/g,
};
/** https://ejs.co/#docs, https://lodash.com/docs/#template */
const angled: Marks = { pattern: /<%#[\s\S]*?%>|<%[=-]\s*([\s\S]*?)\s*-?%>|<%[\s\S]*?%>/g };

/** https://docs.python.org/3/library/string.html#template-strings-strings */
const dollars: Marks = { pattern: /(?<!\$)\$\{?([A-Za-z_]\w*)\}?/g };

type Place = { readonly span: CallExpr['span']; readonly file: string };

/** Functions that fill a template: where its text or path stands; the second argument, or what they give is called with, are the variables. */
const functions: Readonly<Record<string, { readonly marks: Marks; readonly gives: 'text' | 'template'; readonly from: 'text' | 'file' }>> =
  {
    'string.Template': { marks: dollars, gives: 'template', from: 'text' },
    'jinja2.Template': { marks: curly, gives: 'template', from: 'text' },
    'nunjucks.renderString': { marks: curly, gives: 'text', from: 'text' },
    'nunjucks.render': { marks: curly, gives: 'text', from: 'file' },
    'nunjucks.compile': { marks: curly, gives: 'template', from: 'text' },
    'handlebars.compile': { marks: curly, gives: 'template', from: 'text' },
    'mustache.render': { marks: curly, gives: 'text', from: 'text' },
    'hogan.js.compile': { marks: curly, gives: 'template', from: 'text' },
    'ejs.render': { marks: angled, gives: 'text', from: 'text' },
    'ejs.compile': { marks: angled, gives: 'template', from: 'text' },
    'lodash.template': { marks: angled, gives: 'template', from: 'text' },
  };

/** The name under which a template that waits for its variables is kept as a record: its text at `#0`. */
const waiting = { curly: 'Template', angled: 'AngledTemplate', dollars: 'DollarTemplate' } as const;
const marksOf: Readonly<Record<string, Marks>> = { [waiting.curly]: curly, [waiting.angled]: angled, [waiting.dollars]: dollars };

/** What a function of a template engine gives, by its dotted name; null for another function. */
export function callEngine(e: Evaluator, name: string, args: Arguments, expr: CallExpr, file: string): Value | null {
  const engine = functions[name.replace(/\.default\./, '.')];
  const first = engine && args.positional[0]?.();
  const at = { span: expr.span, file };
  if (!engine || !first) return null;
  const path = engine.from === 'file' ? plainText(first) : null;
  const text = engine.from === 'text' ? first : path === null ? null : fileText(e, path, file, at);
  if (text?.kind !== 'text') return null;
  return engine.gives === 'template'
    ? template(text, Object.keys(marksOf).find((one) => marksOf[one] === engine.marks) ?? waiting.curly, at)
    : render(text, variablesOf(args, 1), engine.marks, at);
}

/** A method of Jinja's environment, of a template, or of `string.Template`; null for another. https://jinja.palletsprojects.com/en/stable/api/#jinja2.Environment */
export function templateMethod(
  e: Evaluator,
  receiver: RecordValue,
  method: string,
  args: Arguments,
  expr: CallExpr,
  file: string,
): Value | null {
  const at = { span: expr.span, file };
  const first = args.positional[0]?.();
  if (/Environment$/.test(receiver.external ?? '')) {
    if (method === 'from_string') return first?.kind === 'text' ? template(first, waiting.curly, at) : null;
    const path = method === 'get_template' && first ? plainText(first) : null;
    const text =
      path === null ? null : inFolders(e, foldersOf(receiver.entries.get('loader') ?? receiver.entries.get('#0')), path, file, at);
    return text?.kind === 'text' ? template(text, waiting.curly, at) : null;
  }
  const fills = receiver.external === waiting.dollars ? /^(?:safe_)?substitute$/.test(method) : /^render(?:_async|Async)?$/.test(method);
  return fills ? rendered(receiver, args, expr, file) : null;
}

/** A template that is called, or asked to be filled, with its variables. */
export function rendered(receiver: RecordValue, args: Arguments, expr: CallExpr, file: string): Value | null {
  const text = receiver.entries.get('#0');
  const marks = marksOf[receiver.external ?? ''];
  return marks && text?.kind === 'text' ? render(text, variablesOf(args, 0), marks, { span: expr.span, file }) : null;
}

function template(text: TextValue, name: string, at: Place): Value {
  return { kind: 'record', entries: new Map([['#0', text]]), rest: null, external: name, ...at };
}

/** Folders that a loader looks into: `FileSystemLoader("prompts")`, `PackageLoader("app", "prompts")`. */
function foldersOf(loader: Value | undefined): readonly string[] {
  if (loader?.kind !== 'record') return [''];
  const given =
    loader.external === 'PackageLoader'
      ? (loader.entries.get('#1') ?? loader.entries.get('package_path'))
      : (loader.entries.get('#0') ?? loader.entries.get('searchpath'));
  const folders = (given?.kind === 'list' ? given.items : given ? [given] : []).map(plainText).filter((one) => one !== null);
  return folders.length > 0 ? folders : loader.external === 'PackageLoader' ? ['templates'] : [''];
}

function inFolders(e: Evaluator, folders: readonly string[], path: string, file: string, at: Place): Value | null {
  for (const folder of folders) {
    const text = fileText(e, folder === '' ? path : `${folder}/${path}`, file, at);
    if (text?.kind === 'text') return text;
  }
  return null;
}

/** What is known of the variables: named arguments, and the record that stands at a position. */
function variablesOf(args: Arguments, position: number): ReadonlyMap<string, Value> {
  const record = args.positional[position]?.();
  return new Map([
    ...(record?.kind === 'record' ? record.entries : []),
    ...[...args.named].map(([name, value]) => [name, value()] as const),
  ]);
}

/** The text with its variables filled in as far as they are known; tags are not sent, and what stands in a loop or a branch counts once. */
function render(text: TextValue, variables: ReadonlyMap<string, Value>, { pattern }: Marks, at: Place): Value {
  const pieces = text.parts.flatMap((part): readonly Value[] => {
    if (typeof part !== 'string') return [part];
    const out: Value[] = [];
    let last = 0;
    for (const match of part.matchAll(pattern)) {
      out.push({ ...text, parts: [part.slice(last, match.index)] });
      last = match.index + match[0].length;
      const name = match[1]?.trim();
      if (name === undefined || name === '') continue;
      const value = variables.get(/^[A-Za-z_]\w*/.exec(name)?.[0] ?? '');
      const isWhole = /^[A-Za-z_]\w*(?:\s*\|.*)?$/s.test(name);
      out.push(
        isWhole && (value?.kind === 'text' || value?.kind === 'number' || (value?.kind === 'unknown' && value.parameter))
          ? value
          : unknown('filled into a template', name, value ? rootsOf(value) : [], at),
      );
    }
    return [...out, { ...text, parts: [part.slice(last)] }];
  });
  return joinText(pieces, at);
}
