import type { CallExpr, Expr, FunctionFact } from '../../model.ts';
import { lastNameOf } from './callees.ts';
import type { FileIndex } from '../values/fileIndex.ts';

/** Functions that put a stand-in where a string says: `patch("litellm.completion")`, `jest.mock("openai")`. */
const patchers = new Set(['patch', 'setattr', 'setitem', 'mock', 'doMock', 'unstable_mockModule']);

/** Libraries that answer every HTTP request of a test, as its decorators and its fixtures name them. */
const transports = /\b(?:respx|responses|vcr|cassette|requests_mock|aioresponses|httpretty)\b/;
const transportFixtures = /^(?:httpx_mock|respx_mock|requests_mock|aioresponses|vcr_cassette|vcr)$/;

/** Modules of tests that are a server of their own, which the adapters under test are pointed at. */
const ownServer = /(?:^|[./])(?:mock|fake|stub)_?(?:app|server|api|llm|openai)s?$/i;

/** Methods that run before each test of a class. */
const setups = /^[a-z]*setup(?:_method|_class|class)?$/i;

/** How stand-ins are named. */
export const standIn = /mock|stub|fake|dummy/i;

/**
 * Whether a request never leaves the test it stands in: a stand-in holds around it. It is put there by a decorator of the function or class, in the
 * function (`with patch(...)`, `monkeypatch.setattr`, `llm.client = FakeClient()`), in a fixture of the file that the test has or in a function of the
 * file that it calls before, for the whole file (`jest.mock`), or it answers all HTTP requests (`respx`, `from .mock_server import ENDPOINT`).
 * @param names what a patch's target would mention: packages of the SDK, the last name of the request's chain, functions on the way to the request.
 */
export function isPatched(index: FileIndex, call: CallExpr, names: readonly string[]): boolean {
  const wanted = new Set(names.flatMap((name) => (name === '' ? [] : [name, name.split('.').at(-1) ?? name])));
  const mentions = (expr: Expr): boolean => {
    const target = patchTarget(expr);
    return target !== null && target.split(/[^\w@-]+/).some((word) => wanted.has(word));
  };
  const putsIn = (facts: FunctionFact, until: number, isOwn: boolean): boolean =>
    index.callsBetween(facts.span).some((one) => one.span.start < until && mentions(one)) ||
    index.facts.writes.some(
      (write) =>
        facts.span.start <= write.span.start &&
        write.span.end <= Math.min(facts.span.end, until) &&
        replaces(write.object, write.property, write.value, isOwn),
    );
  const replaces = (object: Expr, property: string | null, value: Expr, isOwn: boolean): boolean => {
    if (spelled(object) === 'sys.modules') return property !== null && wanted.has(property);
    const isStandIn =
      property === 'return_value' || property === 'side_effect' || (value.kind === 'call' && standIn.test(lastNameOf(value.callee)));
    return isStandIn && (!isOwn || rootOf(`${spelled(object)}.${property ?? ''}`) === rootOf(spelled(call.callee)));
  };

  for (let at = call.inFunction; at !== null; at = index.facts.functions[at]?.parent ?? null) {
    const facts = index.facts.functions[at];
    if (!facts) break;
    const cls = facts.class === null ? undefined : index.facts.classes[facts.class];
    // What the class sets up before each test.
    if (
      cls?.methods.some(
        (one) => setups.test(index.facts.functions[one]?.name ?? '') && putsIn(index.facts.functions[one] as FunctionFact, Infinity, true),
      )
    )
      return true;
    const decorators = [...facts.decorators, ...(cls?.decorators ?? [])];
    if (
      decorators.some((one) => mentions(one) || transports.test(index.text(one.span))) ||
      facts.parameters.some((one) => transportFixtures.test(one.name))
    )
      return true;
    if (putsIn(facts, call.span.start, true)) return true;
    const called = new Set(
      index
        .callsIn(at)
        .filter((one) => one !== call && one.span.start <= call.span.start)
        .map((one) => lastNameOf(one.callee)),
    );
    const taken = new Set(facts.parameters.map((one) => one.name));
    if (
      index.facts.functions.some(
        (one) =>
          one !== facts &&
          one.name !== null &&
          (isFixture(index, one, taken) || (called.has(one.name) && !/^test/.test(one.name))) &&
          putsIn(one, Infinity, false),
      )
    )
      return true;
  }
  return (
    index.facts.imports.some((one) => ownServer.test(one.module)) ||
    index.facts.calls.some(
      (one) => one.inFunction === null && one.callee.kind === 'member' && /mock/i.test(one.callee.property) && mentions(one),
    )
  );
}

/** A pytest fixture that a test has: by the name of a parameter, or everywhere. */
function isFixture(index: FileIndex, facts: FunctionFact, taken: ReadonlySet<string>): boolean {
  const said = facts.decorators.map((one) => index.text(one.span)).find((text) => /\bfixture\b/.test(text));
  return said !== undefined && (/autouse\s*=\s*True/.test(said) || taken.has(facts.name ?? ''));
}

/** What a call of a patcher replaces, as text; null for any other call. */
function patchTarget(expr: Expr): string | null {
  if (expr.kind !== 'call') return null;
  const callee = expr.callee;
  const name = lastNameOf(callee);
  const owner = callee.kind === 'member' && callee.object.kind === 'name' ? callee.object.name : '';
  const isObject =
    name === 'object' &&
    (owner === 'patch' || (callee.kind === 'member' && callee.object.kind === 'member' && callee.object.property === 'patch'));
  if (
    !isObject &&
    !(
      patchers.has(name) &&
      (callee.kind === 'name' ||
        /^(mock|mocker|monkeypatch|vi|jest|unittest)$/.test(owner) ||
        (callee.kind === 'member' && callee.object.kind === 'member'))
    )
  )
    return null;
  return expr.args
    .slice(0, isObject || name === 'setattr' || name === 'setitem' ? 2 : 1)
    .map((argument) => spelled(argument.value))
    .join(' ');
}

function spelled(expr: Expr): string {
  if (expr.kind === 'text') return expr.parts.map((part) => (typeof part === 'string' ? part : ' ')).join('');
  if (expr.kind === 'name') return expr.name;
  return expr.kind === 'member' ? `${spelled(expr.object)}.${expr.property}` : '';
}

/** `llm` of `llm.client.chat`, `self.llm` of `self.llm.client.chat`. */
function rootOf(chain: string): string {
  const names = chain.split('.');
  return names.slice(0, names[0] === 'self' || names[0] === 'this' ? 2 : 1).join('.');
}
