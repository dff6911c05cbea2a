import type { CallExpr, Expr } from '../../model.ts';
import { lastNameOf } from './callees.ts';
import type { FileIndex } from '../values/fileIndex.ts';

/** Functions that put a stand-in where a string says: `patch("litellm.completion")`, `jest.mock("openai")`. */
const patchers = new Set(['patch', 'setattr', 'mock', 'doMock', 'unstable_mockModule']);

/**
 * Whether a request never leaves the test it stands in: a patch of the SDK or of the request's own method holds around it (decorator of the function or
 * class, `with patch(...)`, `monkeypatch.setattr` in the function), or the file mocks the SDK's module.
 * @param names what a patch's target would mention: packages of the SDK, and the last name of the request's chain.
 */
export function isPatched(index: FileIndex, call: CallExpr, names: readonly string[]): boolean {
  const mentions = (expr: Expr): boolean => {
    const target = patchTarget(expr);
    return target !== null && names.some((name) => name !== '' && target.split(/[^\w@-]+/).includes(name));
  };
  for (let at = call.inFunction; at !== null; at = index.facts.functions[at]?.parent ?? null) {
    const facts = index.facts.functions[at];
    if (!facts) break;
    const cls = facts.class === null ? undefined : index.facts.classes[facts.class];
    if ([...facts.decorators, ...(cls?.decorators ?? [])].some(mentions)) return true;
    if (index.callsBetween(facts.span).some((one) => one.span.start < call.span.start && mentions(one))) return true;
  }
  return index.facts.calls.some((one) => one.inFunction === null && one.callee.kind === 'member' && /mock/i.test(one.callee.property) && mentions(one));
}

/** What a call of a patcher replaces, as text; null for any other call. */
function patchTarget(expr: Expr): string | null {
  if (expr.kind !== 'call') return null;
  const callee = expr.callee;
  const name = lastNameOf(callee);
  const owner = callee.kind === 'member' && callee.object.kind === 'name' ? callee.object.name : '';
  const isObject = name === 'object' && (owner === 'patch' || (callee.kind === 'member' && callee.object.kind === 'member' && callee.object.property === 'patch'));
  if (!isObject && !(patchers.has(name) && (callee.kind === 'name' || /^(mock|mocker|monkeypatch|vi|jest|unittest)$/.test(owner) || (callee.kind === 'member' && callee.object.kind === 'member')))) return null;
  return expr.args.slice(0, isObject || name === 'setattr' ? 2 : 1).map((argument) => spelled(argument.value)).join(' ');
}

function spelled(expr: Expr): string {
  if (expr.kind === 'text') return expr.parts.map((part) => (typeof part === 'string' ? part : ' ')).join('');
  if (expr.kind === 'name') return expr.name;
  return expr.kind === 'member' ? `${spelled(expr.object)}.${expr.property}` : '';
}
