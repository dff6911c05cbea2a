import type { AnalyzedCall, Basis, Estimate } from '../model.ts';
import { count, type Section } from './cells.ts';
import { groupBy } from './groupBy.ts';
import type { CallRow } from './rows.ts';
import { tokens, tokensRange } from './wording.ts';

interface Assumed {
  readonly words: string;
  /** Tokens; null where the price is what is assumed. */
  readonly range: Estimate<number> | null;
  readonly row: CallRow;
}

/** What nobody said and the code does not hold: each thing that tokens are assumed for, with the calls that rest on it. */
export function assumptionsSection(rows: readonly CallRow[]): Section {
  const all = rows
    .filter((row) => !row.counted.isElsewhere && row.analyzed.cost.state === 'priced')
    .flatMap((row) => assumedOf(row.analyzed).map(({ words, range }): Assumed => ({ words, range, row })));
  return {
    id: 'assumptions',
    title: 'What is assumed',
    note: 'Everything else is counted in the code, declared or measured. In llmcost.yaml, variables, input, output and volume say it better.',
    head: ['Assumption', 'Expected tokens', 'Range', 'Calls', 'For example'],
    rows: [...groupBy(all, (one) => `${one.words} ${one.range?.expected ?? ''}`).values()]
      .toSorted((a, b) => b.length - a.length || (b[0]?.range?.expected ?? 0) - (a[0]?.range?.expected ?? 0))
      .flatMap((list) => {
        const [first] = list;
        if (!first) return [];
        const { words, row } = first;
        const ranges = list.flatMap((one) => (one.range ? [one.range] : []));
        const range = first.range && {
          ...first.range,
          low: Math.min(...ranges.map((one) => one.low)),
          high: Math.max(...ranges.map((one) => one.high)),
        };
        return [
          [
            { text: words },
            range ? { text: tokens(range.expected), sort: range.expected } : { text: '', sort: 0 },
            { text: range ? tokensRange(range) : '' },
            count(list.length),
            { text: row.place, place: { file: row.file, line: row.line, column: row.column, cell: row.cell } },
          ],
        ];
      }),
  };
}

function assumedOf({
  cost,
  tokens: { input, output, notes, outputWords, steps },
}: AnalyzedCall): readonly Pick<Assumed, 'words' | 'range'>[] {
  const known: readonly Basis[] = ['declared', 'measured'];
  return [
    ...(known.includes(input.basis)
      ? []
      : notes.filter((note) => note.tokens.basis === 'assumed').map((note) => ({ words: note.what, range: note.tokens }))),
    ...(output.basis === 'assumed' && output.expected > 0 ? [{ words: `output: ${outputWords ?? 'a usual answer'}`, range: output }] : []),
    ...(cost.state === 'priced' && cost.price.assumed !== undefined ? [{ words: `price: ${cost.price.assumed}`, range: null }] : []),
    ...(steps?.count.basis === 'assumed' ? [{ words: `requests of one run: ${steps.limit}`, range: steps.count }] : []),
  ];
}
