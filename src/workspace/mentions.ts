/** Texts that mention one of the names, followed by a bracket or as an argument. */
export function callersOf(names: ReadonlySet<string>): (text: string) => boolean {
  const pattern = anyOf([...names].filter((name) => name.length > 2 && !name.startsWith('__')), '\\s*[(,)]');
  return (text) => pattern?.test(text) ?? false;
}

/** Texts that mention one of the names, which somebody wrote by hand, anywhere: also under another name after `as`. */
export function mentionersOf(names: readonly string[]): (text: string) => boolean {
  return (text) => names.some((name) => text.includes(name));
}

/** Texts that import one of the files, by its name or its folder's, and mention what is held there. */
export function usersOf(holders: ReadonlyMap<string, ReadonlySet<string>>): (text: string) => boolean {
  const byModule = new Map<string, Set<string>>();
  for (const [path, names] of holders) {
    const parts = path.replace(/\.[^./]+$/, '').split('/');
    for (const module of [parts.at(-1), parts.at(-2)]) if (module !== undefined && /^[\w-]+$/.test(module) && module !== '__init__' && module !== 'index' && module !== 'src') byModule.set(module, new Set([...(byModule.get(module) ?? []), ...names]));
  }
  const patterns = [...byModule].map(([module, names]) => ({ module, imports: anyOf([module], '(?:[^\\n]*\\bimport\\b|[\\w./-]*["\']|(?<=\\bimport\\b[^\\n]*))'), mentions: anyOf([...names], '') }));
  return (text) => patterns.some((one) => text.includes(one.module) && one.imports?.test(text) === true && one.mentions?.test(text) === true);
}

/** Texts that use what another file holds the address of a service in, and send requests. */
export function requestsTo(addresses: ReadonlyMap<string, ReadonlySet<string>>): (text: string) => boolean {
  const uses = usersOf(addresses);
  return (text) => /\b(?:post|request|fetch|stream|urlopen|axios)\w*\s*\(/i.test(text) && uses(text);
}

function anyOf(names: readonly string[], then: string): RegExp | null {
  return names.length > 0 ? new RegExp(`\\b(?:${names.map((name) => name.replace(/[$]/g, '\\$&')).join('|')})\\b${then}`) : null;
}
