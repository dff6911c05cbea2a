import type { AnalyzedCall, Basis, Estimate } from '../model.ts';
import { count, type Section } from './cells.ts';
import { groupBy } from './groupBy.ts';
import type { CallRow } from './rows.ts';
import { tokens, tokensRange } from './wording.ts';

interface Assumed {
  readonly words: string;
  readonly range: Estimate<number>;
  readonly row: CallRow;
}

/** What nobody said and the code does not hold: each thing that tokens are assumed for, with the calls that rest on it. */
export function assumptionsSection(rows: readonly CallRow[]): Section {
  const all = rows.filter((row) => !row.isElsewhere && row.analyzed.cost.state === 'priced').flatMap((row) => assumedOf(row.analyzed).map(({ words, range }): Assumed => ({ words, range, row })));
  return {
    id: 'assumptions', title: 'What is assumed', note: 'Everything else is counted in the code, declared or measured. In llmcost.yaml, variables, input and output say it better.', head: ['Assumption', 'Expected tokens', 'Range', 'Calls', 'For example'],
    rows: [...groupBy(all, (one) => `${one.words} ${one.range.expected}`).values()]
      .toSorted((a, b) => b.length - a.length || (b[0]?.range.expected ?? 0) - (a[0]?.range.expected ?? 0))
      .flatMap((list) => {
        const [first] = list;
        if (!first) return [];
        const { words, row } = first;
        const range = { ...first.range, low: Math.min(...list.map((one) => one.range.low)), high: Math.max(...list.map((one) => one.range.high)) };
        return [[{ text: words }, { text: tokens(range.expected), sort: range.expected }, { text: tokensRange(range) }, count(list.length), { text: row.place, place: { file: row.file, line: row.line, column: row.column, cell: row.cell } }]];
      }),
  };
}

function assumedOf({ tokens: { input, output, notes, outputWords, steps } }: AnalyzedCall): readonly { readonly words: string; readonly range: Estimate<number> }[] {
  const known: readonly Basis[] = ['declared', 'measured'];
  return [
    ...(known.includes(input.basis) ? [] : notes.filter((note) => note.tokens.basis === 'assumed').map((note) => ({ words: note.what, range: note.tokens }))),
    ...(output.basis === 'assumed' && output.expected > 0 ? [{ words: `output: ${outputWords ?? 'a usual answer'}`, range: output }] : []),
    ...(steps?.count.basis === 'assumed' ? [{ words: `requests of one run: ${steps.limit}`, range: steps.count }] : []),
  ];
}
