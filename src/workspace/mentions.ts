/** What stands between a name and its bracket: type arguments (`ask<typeof schema>(`), an optional call (`ask?.(`). */
const beforeBracket = '\\s*(?:<[^<>()]{0,80}(?:<[^<>()]{0,80}>[^<>()]{0,40})?>\\s*)?(?:\\?\\.\\s*)?';

/** Texts that mention one of the names, followed by a bracket or as an argument. */
export function callersOf(names: ReadonlySet<string>): (text: string) => boolean {
  const pattern = anyOf(
    [...names].filter((name) => name.length > 2 && !name.startsWith('__')),
    `(?:${beforeBracket}\\(|\\s*[,)])`,
  );
  return (text) => pattern?.test(text) ?? false;
}

/** Texts that mention one of the names, which somebody wrote by hand, anywhere: also under another name after `as`. */
export function mentionersOf(names: readonly string[]): (text: string) => boolean {
  return (text) => names.some((name) => text.includes(name));
}

/** Whether a JavaScript module that is imported by name is a package that lies in the project. */
type IsOwnPackage = (module: string) => boolean;

/**
 * Texts that import one of the files, by its name or its folder's, and mention what is held there, or take what it exports by default; or that import what is held by its own
 * name (from a barrel, through an alias, from a package of the same repository).
 */
export function usersOf(holders: ReadonlyMap<string, ReadonlySet<string>>, isOwnPackage: IsOwnPackage): (text: string) => boolean {
  const byModule = new Map<string, Set<string>>();
  for (const [path, names] of holders) {
    const parts = path.replace(/\.[^./]+$/, '').split('/');
    for (const module of [parts.at(-1), parts.at(-2)])
      if (module !== undefined && /^[\w.-]+$/.test(module) && module !== '__init__' && module !== 'index' && module !== 'src')
        byModule.set(module, new Set([...(byModule.get(module) ?? []), ...names]));
  }
  const mentionsByModule = new Map(
    [...byModule].map(
      ([module, names]) =>
        [
          module,
          anyOf(
            [...names].filter((name) => name !== 'default'),
            '',
          ),
        ] as const,
    ),
  );
  const takenByModule = new Map(
    [...byModule].flatMap(([module, names]) => (names.has('default') ? [[module, takesDefault(module)] as const] : [])),
  );
  const held = new Set([...holders.values()].flatMap((names) => [...names]));
  const importsByName = (text: string): boolean => {
    for (const [, names = '', module = ''] of text.matchAll(
      /\bimport\s+(?:[\w$]+\s*,\s*)?\{([^{}]{1,2000})\}\s*from\s*["']([^"'\n]+)["']/g,
    )) {
      if (
        (/^(?:[.~#]|@\/|src\/)/.test(module) || isOwnPackage(module)) &&
        names.split(',').some((one) => held.has(one.trim().split(/\s/)[0] ?? ''))
      )
        return true;
    }
    return false;
  };
  return (text) =>
    held.size > 0 &&
    ([...importedWords(text)].some(
      (word) => mentionsByModule.get(word)?.test(text) === true || takenByModule.get(word)?.test(text) === true,
    ) ||
      importsByName(text));
}

/** `import ask from "./lib/ask"`, `const ask = require("./ask/index.js")`, `await import("./ask")`. */
function takesDefault(module: string): RegExp {
  return new RegExp(
    `\\b(?:import\\s+[\\w$]+\\b[^"'\\n;]*\\bfrom\\s*|require\\s*\\(\\s*|import\\s*\\(\\s*)["'][^"'\\n]*\\b${module.replace(/[$.]/g, '\\$&')}(?:/index)?(?:\\.[cm]?[jt]sx?)?["']`,
  );
}

/** What may name a module in a text: the words of lines with `import` and at the ends of strings, whole and by their dotted parts. Found once a text, however many modules are asked for. */
function importedWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (run: string): void => {
    const parts = run.split('.').filter(Boolean);
    for (let i = 0; i < parts.length; i++) {
      words.add(parts[i] ?? '');
      words.add(parts.slice(i).join('.'));
      words.add(parts.slice(0, i + 1).join('.'));
    }
  };
  for (const [line] of text.matchAll(/^.*\bimport\b.*$/gm)) for (const run of line.match(/[\w.-]+/g) ?? []) add(run);
  for (const [, path = ''] of text.matchAll(/([\w./-]{1,200})["']/g)) for (const run of path.split('/')) add(run);
  return words;
}

/** Texts that use what another file holds the address of a service in, and send requests. */
export function requestsTo(addresses: ReadonlyMap<string, ReadonlySet<string>>, isOwnPackage: IsOwnPackage): (text: string) => boolean {
  const uses = usersOf(addresses, isOwnPackage);
  return (text) => /\b(?:post|request|fetch|stream|urlopen|axios)\w*\s*\(/i.test(text) && uses(text);
}

function anyOf(names: readonly string[], then: string): RegExp | null {
  return names.length > 0 ? new RegExp(`\\b(?:${names.map((name) => name.replace(/[$.]/g, '\\$&')).join('|')})\\b${then}`) : null;
}
