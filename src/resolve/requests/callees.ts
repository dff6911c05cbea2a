import type { Expr } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';

/** The name that is called: `create` of `client.messages.create`, `ask` of `ask`; empty for anything else. */
export function lastNameOf(callee: Expr): string {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}

/** Names from the root to the method: `get_client().chat.create` gives get_client, chat, create. */
export function chainNames(callee: Expr): readonly string[] {
  const names: string[] = [];
  for (let at: Expr = callee; ;) {
    if (at.kind === 'member') {
      names.unshift(at.property);
      at = at.object;
    } else if (at.kind === 'call' && at.callee.kind === 'member' && /^with_?options$/i.test(at.callee.property)) at = at.callee.object;
    else if (at.kind === 'call') at = at.callee;
    else return at.kind === 'name' ? [at.name, ...names] : names;
  }
}

/** Functions and methods that call a function for each of a list. */
export const eachTakers: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach', 'imap', 'imap_unordered', 'starmap', 'amap']);

/** Methods of plain values, promises, loggers and test matchers: following their receivers costs most of the time and finds nothing. An SDK's own names are looked at before. */
const plainMethods = new Set(
  (
    'map filter reduce reduceRight forEach find findIndex findLast some every flat flatMap push pop shift unshift slice splice concat join reverse sort keys values entries has set delete clear includes indexOf lastIndexOf ' +
    'split replace replaceAll trim trimStart trimEnd startsWith endsWith padStart padEnd substring substr charAt charCodeAt toLowerCase toUpperCase toString toFixed match matchAll test exec then catch finally bind apply toISOString getTime ' +
    'append extend insert remove update setdefault items copy index count lower upper strip lstrip rstrip startswith endswith splitlines isdigit isinstance encode decode hexdigest ' +
    'log info warn warning error debug exception critical trace stringify parse assign freeze isArray resolve reject allSettled race now exit cwd exists mkdir mkdirSync existsSync readFileSync writeFileSync ' +
    'toBe toEqual toStrictEqual toMatchObject toContain toContainEqual toHaveBeenCalled toHaveBeenCalledWith toHaveBeenCalledTimes toHaveLength toHaveProperty toThrow toBeDefined toBeUndefined toBeNull toBeTruthy toBeFalsy toBeGreaterThan toBeLessThan toMatch toBeInstanceOf rejects ' +
    'mockResolvedValue mockReturnValue mockImplementation mockResolvedValueOnce mockReturnValueOnce mockClear mockReset assertEqual assertTrue assertFalse assertIn assertIsNone assertRaises assertIsInstance assert_called_once assert_called_with assert_called_once_with addEventListener removeEventListener'
  ).split(' '),
);

/** Whether a callee can lead to a request at all, told by its spelling alone. */
export function canLeadToRequest(e: Evaluator, callee: Expr): boolean {
  return (
    callee.kind !== 'member' ||
    eachTakers.has(callee.property) ||
    e.sdkIndex.lastNames.has(callee.property) ||
    e.sdkIndex.carriers.has(callee.property) ||
    !(plainMethods.has(callee.property) || /^to(Be|Have|Equal|Contain|Match|Throw)/.test(callee.property))
  );
}
