import type { CallExpr, Expr, LanguageFamily } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { isTestPath } from '../values/modules.ts';
import { alternativesOf, type HandleValue } from '../values/values.ts';
import { findInHandle } from './drivers.ts';
import { standIn } from './mocks.ts';
import type { Match } from './sdkTables.ts';

/** A model that tests made of a class of their own (`create_agent(ScriptedModel(...))`) asks nobody. */
export function isOfTests(e: Evaluator, handle: HandleValue, family: LanguageFamily): boolean {
  const model = findInHandle(e, handle, (one) => one.model, family);
  return model.state === 'here' && alternativesOf(model.value).every((one) => one.kind === 'instance' && isTestPath(one.file));
}

/** Whether a callee is written like a stand-in: `mock_client.chat`. */
export function looksMocked(callee: Expr, index: FileIndex): boolean {
  return /mock|stub|fake|spy/i.test(index.text(callee.span));
}

/** A receiver that is an instance of a mock: `self.chat = MagicMock()`, `class FakeClient`. */
export function isMock(e: Evaluator, receiver: Expr, file: string): boolean {
  return madeByAny(e, receiver, file, (name) => standIn.test(name) || name === 'TestClient');
}

/** Whether a call, or what made its receiver, is handed a mock: what asks the model is not there. */
export function handsMock(e: Evaluator, call: CallExpr, file: string): boolean {
  const isHanded = (one: CallExpr) => one.args.some(({ value }) => value.kind === 'name' && isMock(e, value, file));
  if (isHanded(call)) return true;
  const receiver = call.callee.kind === 'member' ? call.callee.object : call.callee;
  return alternativesOf(e.evaluate(receiver, file, null)).some(
    (one) => one.kind === 'instance' && one.args?.call !== undefined && one.args.file === file && isHanded(one.args.call),
  );
}

/** A client of another package that only has the same methods (a router, a gateway): whom it asks is not known. In Python a call by a capital name may as well inject one (`Depends(...)`). */
export function isOthers(e: Evaluator, receiver: Expr, { sdk }: Match, file: string): boolean {
  return (
    sdk.provider !== null &&
    madeByAny(e, receiver, file, (name, isProjects) => !isProjects && /^[A-Z]/.test(name) && !name.toLowerCase().includes(sdk.id))
  );
}

/** Whether the name of the class that made the receiver, or what it is a member of, passes a test. */
function madeByAny(e: Evaluator, receiver: Expr, file: string, test: (name: string, isProjects: boolean) => boolean): boolean {
  for (let at = receiver; ;) {
    const found = alternativesOf(e.evaluate(at, file, null)).some((one) => {
      const name =
        one.kind === 'record'
          ? one.external
          : one.kind === 'instance'
            ? e.index(one.file)?.facts.classes[one.class]?.name
            : one.kind === 'external'
              ? one.path.at(-1)
              : undefined;
      return name !== undefined && test(name, one.kind === 'instance');
    });
    if (found) return true;
    if (at.kind === 'member') at = at.object;
    else if (at.kind === 'call') at = at.callee;
    else return false;
  }
}
