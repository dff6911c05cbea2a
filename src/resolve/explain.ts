import type { CallExpr, Expr, Span } from '../model.ts';
import type { Inner } from './helpers/inner.ts';
import type { Site } from './requests/site.ts';
import { siteOf } from './requests/sites.ts';
import { createEvaluator, type Evaluator } from './values/evaluator.ts';
import { textOf } from './values/textValues.ts';
import type { FileIndex } from './values/fileIndex.ts';
import type { Project } from './project.ts';
import { frameOf, plainText, type Frame, type Value } from './values/values.ts';

/** One thing that was looked at on the way to a value. `depth` 0 is the question itself; what it depends on is deeper and follows. */
export interface ExplainedStep {
  /** 0 for the value itself; each step further inside is one more. */
  readonly depth: number;
  readonly file: string;
  readonly span: Span;
  /** As written, on one line. */
  readonly code: string;
  /** What it turned out to be, for a person; says why where the trail ends. */
  readonly found: string;
}
/** How one part of a call was read. */
export interface ExplainedPart {
  /** `receiver`, `argument model`, `reaches ask in llm.py`, `argument model of the inner call`. */
  readonly title: string;
  readonly steps: readonly ExplainedStep[];
}
/** One call expression of the source: what it was taken for, and why. */
export interface Explanation {
  readonly span: Span;
  readonly code: string;
  /** `openai.chat.completions`, null when it is not counted as a model call. */
  readonly api: string | null;
  readonly verdict: string;
  readonly parts: readonly ExplainedPart[];
}

/** Steps kept for one part; a longer trail is cut, and its title says so. */
const stepLimit = 40;

/** Explains every call expression that touches `span` of a file, outermost first. The project's files must be loaded as for `resolveFile`. */
export function explainSpan(project: Project, path: string, span: Span): readonly Explanation[] {
  const { evaluator } = project.state();
  const index = evaluator.index(path);
  if (!index) return [];
  return index.facts.calls
    .filter((call) => call.span.start <= span.end && call.span.end >= span.start)
    .map((call) => explainCall(project, index, path, call));
}

function explainCall(project: Project, index: FileIndex, path: string, call: CallExpr): Explanation {
  const base = project.state().evaluator;
  const common = { span: call.span, code: textOf(base, call, path) };
  const receiver = traced(base, { title: 'callee', expr: call.callee, file: path, frame: null });
  const site = siteOf(base, call, index, path);
  if (site) {
    return {
      ...common,
      api: site.match.operation.api,
      verdict: `a call of ${site.match.operation.api}, ${site.declared ? `as ${site.declared.wrapper.origin.file}:${site.declared.wrapper.origin.line} declares` : site.confidence}`,
      parts: [receiver, ...argumentParts(base, call, path, null, ''), ...handleParts(base, site)],
    };
  }
  const wrapper = project.state().wrappers.calledBy(call, index, path);
  if (wrapper) {
    const inner = innermost(wrapper);
    return {
      ...common,
      api: inner.match.operation.api,
      verdict: `reaches ${inner.match.operation.api} through a helper`,
      parts: [receiver, ...argumentParts(base, call, path, null, ''), ...wrapperParts(base, wrapper, null)],
    };
  }
  const value = base.evaluate(call.callee, path, null);
  return {
    ...common,
    api: null,
    verdict: `not counted: the callee is ${summary(base, value)}, which no table knows as a model call, and which hands nothing on to one`,
    parts: [receiver],
  };
}

function innermost(inner: Inner): Site {
  if (inner.kind === 'site') return inner.site;
  const next = inner.targets[0]?.inner;
  if (!next) throw new Error('a wrapper without a target');
  return innermost(next);
}

function wrapperParts(e: Evaluator, wrapper: Inner & { kind: 'wrapper' }, parent: Frame | null): readonly ExplainedPart[] {
  const target = wrapper.targets[0];
  const index = target && e.index(target.fn.file);
  const facts = target && index?.facts.functions[target.fn.function];
  if (!target || !index || !facts) return [];
  const frame = frameOf(target.fn, wrapper.args(parent), parent);
  const inner = target.inner.kind === 'site' ? target.inner.site : target.inner;
  const call = inner.call;
  const more = wrapper.targets.length > 1 ? ` (one of ${wrapper.targets.length} implementations)` : '';
  const here: ExplainedPart = {
    title: `reaches ${facts.qualifiedName}${more}`,
    steps: [
      {
        depth: 0,
        file: inner.file,
        span: call.span,
        code: textOf(e, call, inner.file),
        found: target.inner.kind === 'site' ? target.inner.site.match.operation.api : 'another helper',
      },
    ],
  };
  return [
    here,
    ...argumentParts(e, call, inner.file, frame, ' inside'),
    ...(target.inner.kind === 'wrapper' ? wrapperParts(e, target.inner, frame) : []),
  ];
}

function argumentParts(e: Evaluator, call: CallExpr, file: string, frame: Frame | null, where: string): readonly ExplainedPart[] {
  return call.args.map((argument, i) =>
    traced(e, {
      title: `argument ${argument.name ?? (argument.spread === 'none' ? i + 1 : `${argument.spread === 'record' ? '**' : '*'}`)}${where}`,
      expr: argument.value,
      file,
      frame,
    }),
  );
}

/** What the client or model object was made with. */
function handleParts(e: Evaluator, site: Site): readonly ExplainedPart[] {
  return (site.handle?.layers ?? []).flatMap((layer) =>
    [...layer.args.named].slice(0, 12).map(([name, lazy]): ExplainedPart => {
      const value = lazy();
      return {
        title: `${name} given to ${layer.spec.gives}`,
        steps:
          value.span && value.file !== null
            ? [
                {
                  depth: 0,
                  file: value.file,
                  span: value.span,
                  code: textOf(e, { span: value.span }, value.file),
                  found: summary(e, value),
                },
              ]
            : [],
      };
    }),
  );
}

/** Expressions that say where a value comes from; literals and operators are seen in what holds them. */
const told: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>(['name', 'member', 'call', 'index', 'choice']);

/** Evaluates one expression in a memory of its own and writes down everything that was looked at. */
function traced(
  base: Evaluator,
  question: { readonly title: string; readonly expr: Expr; readonly file: string; readonly frame: Frame | null },
): ExplainedPart {
  const steps: ExplainedStep[] = [];
  let depth = -1;
  let isCut = false;
  const e: Evaluator = createEvaluator(base.source, base.sdks, base.sdkIndex, base.loaded, {
    enter(expr, file) {
      depth++;
      if (depth > 0 && !told.has(expr.kind)) return;
      if (steps.length === stepLimit) isCut = true;
      else steps.push({ depth, file, span: expr.span, code: textOf(base, expr, file), found: '' });
    },
    leave(expr, file, value) {
      depth--;
      const at = steps.findLastIndex((step) => step.span === expr.span && step.file === file && step.found === '');
      const step = steps[at];
      if (step) steps[at] = { ...step, found: summary(base, value) };
    },
  });
  e.evaluate(question.expr, question.file, question.frame);
  return {
    title: `${question.title}${isCut ? ` (its first ${stepLimit} steps)` : ''}`,
    steps: steps.filter((step, i) => i === 0 || step.code !== ''),
  };
}

/** A value in a few words. */
function summary(e: Evaluator, value: Value): string {
  switch (value.kind) {
    case 'text': {
      const plain =
        plainText(value) ?? value.parts.map((part) => (typeof part === 'string' ? part : `{${part.name || part.reason}}`)).join('');
      const line = plain.replace(/\s+/g, ' ');
      return `"${line.length > 60 ? `${line.slice(0, 57)}...` : line}"${value.how === 'literal' ? '' : ` (${value.how})`}`;
    }
    case 'number':
      return `${value.value}${value.how === 'literal' ? '' : ` (${value.how})`}`;
    case 'flag':
      return String(value.value);
    case 'null':
      return 'nothing (None, null)';
    case 'list':
      return `a list of ${value.items.length}${value.rest ? ` and more: ${value.rest.reason}` : ''}`;
    case 'record':
      return `${value.external ?? 'a record'} with ${[...value.entries.keys()].slice(0, 8).join(', ') || 'no entries'}${value.rest ? `, and more: ${value.rest.reason}` : ''}`;
    case 'handle':
      return `${value.type}${value.chain.length > 0 ? `.${value.chain.join('.')}` : ''} of ${value.sdk.title}`;
    case 'external':
      return `${[value.module, ...value.path].filter(Boolean).join('.')} from outside the project`;
    case 'function':
      return `function ${e.index(value.file)?.facts.functions[value.function]?.qualifiedName || 'without a name'} in ${value.file}`;
    case 'class':
      return `class ${e.index(value.file)?.facts.classes[value.class]?.name ?? ''} in ${value.file}`;
    case 'instance':
      return `an instance of ${e.index(value.file)?.facts.classes[value.class]?.name ?? ''} in ${value.file}`;
    case 'module':
      return `module ${value.file}`;
    case 'builtin':
      return `.${value.method} of ${summary(e, value.receiver)}`;
    case 'choice':
      return `one of: ${value.alternatives
        .slice(0, 5)
        .map((one) => summary(e, one))
        .join(' | ')}${value.alternatives.length > 5 ? ' | ...' : ''}`;
    case 'unknown':
      return `not known: ${value.reason}`;
  }
}
