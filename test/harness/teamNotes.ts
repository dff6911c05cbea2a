/** How a fixture's team file says what is found at the line above. */
export function teamNote(severity: string, rule: string): string {
  return `  #^ ${severity} ${rule}`;
}

const about: Readonly<Record<string, RegExp>> = { suppression: /^ {2}- \{ finding:/, budget: /^ {2}- \{ name:.*(?:monthly|yearly)/ };

/** How often a rule about team files speaks in one, and how many entries that it could speak of it leaves alone. */
export function countNotes(text: string, rule: string): { readonly found: number; readonly silent: number } {
  const lines = text.split('\n');
  const entry = about[rule.split('-')[0] ?? ''];
  const marked = lines.map((line, i) => {
    const notes: string[] = [];
    for (let at = i + 1; /^ *#\^ /.test(lines[at] ?? ''); at++) notes.push(lines[at] ?? '');
    return entry?.test(line) ? notes.some((note) => note.endsWith(` ${rule}`)) : null;
  });
  return { found: marked.filter((one) => one === true).length, silent: marked.filter((one) => one === false).length };
}
