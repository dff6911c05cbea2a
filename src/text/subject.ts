/**
 * What an expression is about, by which a variable of a prompt is named: `sentences[i + 1]` is about `sentences`, `docs.map((doc) => ...).join("\n")` about `docs`,
 * `text.length > 80 ? text.slice(0, 80) : text` about `text`, `row["code"]` about `row.code`. Texts, places in a list, patterns and what methods of texts and lists are told say nothing of it.
 * @param source an expression on one line; its end may be cut off.
 */
export function subjectOf(source: string): string {
  let text = source
    .replace(/\[\s*(["'])([\w-]+)\1\s*\]/g, '.$2')
    .replace(/\.map\s*\(\s*\(?\s*\w+\s*\)?\s*=>\s*\w+((?:\??\.\w+)+)\s*\)/g, '$1')
    .replace(/(["'`])(?:\\.|(?!\1).)*(?:\1|$)/g, ' ')
    .replace(/(?<=[(,]\s*)\/(?:\\.|[^/\\])+\/[a-z]*/g, ' ');
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(/\[[^[\]]*(?:\]|$)/g, (inner) => (isPlace(inner) ? ' ' : inner));
  }
  for (let at = text.search(passing); at >= 0; at = text.search(passing)) text = `${text.slice(0, at)} ${text.slice(callEnd(text, at))}`;
  // Of Python's `", ".join(docs)` the list is what is told.
  return text.replace(/\.join\s*(?=\()/g, ' ').replace(/^[^?]*\s\?\s(?=\S)/, '');
}

/** Methods of texts and lists that give back what they are called on, or a part of it, whatever they are told. */
const passing =
  /\.(?:map|flatMap|filter|find|findLast|reduce|sort|toSorted|reverse|toReversed|slice|substring|substr|replace|replaceAll|trim|trimStart|trimEnd|padStart|padEnd|split|at|strip|rstrip|lstrip|toFixed|toLocaleString)\s*\(/;

/** What stands in brackets behind a name is a place in it: a number, a name, a sum; a list of texts or a list of records is none. */
function isPlace(bracketed: string): boolean {
  return /^\[[\s\w.$+*-]*\]?$/.test(bracketed);
}

/** The offset behind the call whose name begins at `start`; the end where it is cut off. */
function callEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = text.indexOf('(', start); i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i + 1;
  }
  return text.length;
}
