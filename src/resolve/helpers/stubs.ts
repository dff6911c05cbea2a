import type { CallExpr, Expr } from '../../model.ts';
import { foldersFrom, join } from '../../text/paths.ts';
import type { Target } from './inner.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { moduleFile } from '../values/imports.ts';
import { alternativesOf, frameOf, noArguments, type InstanceValue, type Value } from '../values/values.ts';
import { lastNameOf } from '../requests/callees.ts';
import { standIn } from '../requests/mocks.ts';

/** What lies between a call in a test and the requests that it reaches. */
export interface Behind {
  /** Packages of the SDK. */
  readonly packages: readonly string[];
  /** Functions on the way, and what made the clients. */
  readonly names: ReadonlySet<string>;
  /** The last name of the request itself: `fetch`, `create`. */
  readonly sender: string;
  readonly files: ReadonlySet<string>;
}

/** Libraries that answer all requests of a test: https://github.com/nock/nock https://mswjs.io https://www.wheresrhys.co.uk/fetch-mock/ */
const transports = /^(?:nock|msw|msw\/node|fetch-mock|jest-fetch-mock|vitest-fetch-mock|axios-mock-adapter|fetch-mock-jest)$/;

/** Functions that run what they are handed before the tests beside them. */
const hooks = /^(?:before|beforeEach|beforeAll|setup|suiteSetup)$/;

/**
 * Whether a test of JavaScript puts a stand-in on the way to the request that a call of it reaches: it replaces a module of which a function on the way is
 * taken (`vi.mock("./llm", () => ({ ask: vi.fn() }))`, in the file or in a setup file of its tests), one of the functions (`jest.spyOn(llm, "ask").mockResolvedValue(...)`,
 * `sinon.stub(client, "send")`), or the function of the global object that sends (`globalThis.fetch = vi.fn()`); or a library answers all requests.
 * https://vitest.dev/api/vi https://jestjs.io/docs/jest-object https://sinonjs.org/releases/latest/stubs/
 */
export function isReplaced(e: Evaluator, index: FileIndex, call: CallExpr, behind: Behind): boolean {
  const file = index.facts.path;
  if (index.facts.imports.some((one) => transports.test(one.module))) return true;
  for (const one of index.facts.calls) {
    if (replacesModule(e, index, one, file, behind)) return true;
    if (
      one.span.start < call.span.start &&
      replacesFunction(one, new Set([...behind.names, behind.sender])) &&
      holdsAround(index, one.inFunction, call)
    )
      return true;
  }
  const replacesGlobal = index.facts.writes.some(
    (write) =>
      /^(?:global|globalThis|window|self)$/.test(lastNameOf(write.object)) &&
      write.property === behind.sender &&
      write.span.start < call.span.start &&
      isStandInText(index, write.value) &&
      holdsAround(index, write.inFunction, call),
  );
  return (
    replacesGlobal ||
    setupFiles(e, file).some((path) => {
      const setup = e.index(path);
      return setup !== null && setup.facts.calls.some((one) => replacesModule(e, setup, one, path, behind));
    })
  );
}

/**
 * Whether the object whose method a test calls was made of stand-ins (`new Summarizer(llmStub)`), and asks one of them.
 * @param isSure whether the request's client is known: then only what the method asks through counts, otherwise any stand-in that its object was made with.
 */
export function isMadeOfStubs(e: Evaluator, index: FileIndex, targets: readonly Target[], isSure: boolean): boolean {
  const file = index.facts.path;
  // Which client runs is not known, and the file replaces modules of the project: what is asked is what it put there.
  if (!isSure && index.facts.calls.some((one) => isModuleMock(one) && textIn(one.args[0]?.value).match(/^(?:[.~#]|@\/)/) !== null))
    return true;
  return targets.some((target) => {
    const { self } = target.fn;
    if (self?.kind !== 'instance') return false;
    const name = e.index(self.file)?.facts.classes[self.class]?.name;
    return index.facts.calls
      .filter((one) => one.isNew && lastNameOf(one.callee) === name)
      .some((made) => {
        if (!isSure && made.args.some(({ value }) => isStub(e.evaluate(value, file, null)))) return true;
        return asksStub(e, target, { ...self, args: argumentsOf(e, made, file, null) });
      });
  });
}

/** Whether a method asks through what its object was given, and that is a stand-in; methods of the same object are followed. */
function asksStub(e: Evaluator, { fn, inner }: Target, self: InstanceValue, depth = 0): boolean {
  const { callee, file } = inner.kind === 'wrapper' ? inner : inner.site;
  if (callee.kind !== 'member' || depth > 4) return false;
  if (callee.object.kind !== 'name' || callee.object.name !== 'this')
    return isStub(e.evaluate(callee.object, file, frameOf({ ...fn, self }, noArguments, null)));
  return inner.kind === 'wrapper' && inner.targets.some((one) => asksStub(e, one, self, depth + 1));
}

/** What a maker of stand-ins gave, or an object of such functions. */
function isStub(value: Value, depth = 0): boolean {
  if (value.kind === 'unknown')
    return /^result of (?:[\w.]+\.)?(?:stub|fn|spy|createStubInstance|mock|mockDeep|createMock|mockFn)\b/.test(value.reason);
  if (value.kind === 'choice') return alternativesOf(value).some((one) => isStub(one, depth));
  return value.kind === 'record' && depth < 2 && [...value.entries.values()].some((one) => isStub(one, depth + 1));
}

/** `vi.mock(path, factory)`, `jest.doMock`, Bun's `mock.module`: whether what is replaced is on the way. */
function replacesModule(e: Evaluator, index: FileIndex, call: CallExpr, file: string, behind: Behind): boolean {
  const module = isModuleMock(call) ? textIn(call.args[0]?.value) : '';
  if (module === '') return false;
  if (behind.packages.some((one) => module === one || module.startsWith(`${one}/`))) return true;
  const factory = call.args[1]?.value;
  // Without a factory each export is a stand-in.
  if (!factory || factory.kind === 'record') return behind.files.has(moduleFile(e, file, module, 'javascript') ?? '');
  const text = index.text(factory.span);
  return [...text.matchAll(/([A-Za-z_$][\w$]*)\s*(?=[:,(}])/g)].some(([, key = '']) => key !== 'default' && behind.names.has(key));
}

function isModuleMock({ callee }: CallExpr): boolean {
  const owner = callee.kind === 'member' ? lastNameOf(callee.object) : '';
  const name = lastNameOf(callee);
  return (/^(?:vi|jest)$/.test(owner) && /^(?:mock|doMock|unstable_mockModule)$/.test(name)) || (owner === 'mock' && name === 'module');
}

/** `jest.spyOn(object, "name").mockResolvedValue(...)`, `sinon.stub(object, "name")`, `vi.stubGlobal("fetch", ...)`. A spy that is told nothing calls through. */
function replacesFunction(call: CallExpr, names: ReadonlySet<string>): boolean {
  const name = lastNameOf(call.callee);
  if (name === 'stubGlobal') return names.has(textIn(call.args[0]?.value));
  if (name === 'stub' && call.callee.kind === 'member' && call.args.length > 1) return names.has(textIn(call.args[1]?.value));
  const spy = /^mock(?!Clear|Reset|Restore)\w*$/.test(name) && call.callee.kind === 'member' ? call.callee.object : null;
  return spy?.kind === 'call' && lastNameOf(spy.callee) === 'spyOn' && names.has(textIn(spy.args[1]?.value));
}

function textIn(expr: Expr | undefined): string {
  return expr?.kind === 'text' && expr.parts.length === 1 && typeof expr.parts[0] === 'string' ? expr.parts[0] : '';
}

/** Whether what a function does holds for a call: it stands around it, or runs before the tests that do. */
function holdsAround(index: FileIndex, fn: number | null, call: CallExpr): boolean {
  const around = new Set<number | null>([null]);
  for (let at = call.inFunction; at !== null; at = index.facts.functions[at]?.parent ?? null) around.add(at);
  if (around.has(fn)) return true;
  return index.facts.calls.some(
    (one) =>
      hooks.test(lastNameOf(one.callee)) &&
      around.has(one.inFunction) &&
      one.args.some(({ value }) => value.kind === 'function' && value.function === fn),
  );
}

function isStandInText(index: FileIndex, value: Expr): boolean {
  const text = index.text(value.span);
  return (standIn.test(text) || /\b(?:vi|jest|sinon)\./.test(text)) && !/original|actual/i.test(text);
}

/** Where tests are set up, by the names that their runners' guides give such files; in the test's folder and above. */
const setupNames = [
  'setup',
  'jest.setup',
  'vitest.setup',
  'setupTests',
  'test-setup',
  'tests/setup',
  'test/setup',
  '__tests__/setup',
  'src/setupTests',
  'src/test/setup',
];

function setupFiles(e: Evaluator, file: string): readonly string[] {
  return [...foldersFrom(file)]
    .flatMap((folder) => setupNames.flatMap((name) => ['.ts', '.js', '.mjs', '.tsx'].map((ending) => join(folder, `${name}${ending}`))))
    .filter((path) => path !== file && e.source.has(path));
}
