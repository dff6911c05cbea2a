import { renderChangeJson } from '../report/changeJson.ts';
import { changeSections } from '../report/changeSections.ts';
import { compareReports, comparisonHeadline, shareOf, type Comparison } from '../report/compare.ts';
import { sectionsAsMarkdown } from '../report/markdown.ts';
import { sectionsAsText } from '../report/table.ts';
import { priceLine } from '../report/rows.ts';
import { money, percent } from '../report/wording.ts';
import type { Picodollars, Report } from '../model.ts';
import { picodollars, preciseMoney } from '../text/money.ts';
import { revisionOf } from '../workspace/nodeGit.ts';
import { rootOf, scanPaths, write, type ScanIo } from './scanning.ts';
import { parseOptions, UsageError } from './usage.ts';

type Render = (comparison: Comparison, before: Report, after: Report, io: ScanIo) => string;
const formats: Readonly<Record<string, Render>> = {
  table: (made, before, after, io) =>
    `LLM cost of the change\n${comparisonHeadline(made)}\n${sectionsAsText(changeSections(made, before, after), io.width)}\n${priceLine(after)}\n`,
  markdown: (made, before, after) =>
    sectionsAsMarkdown('LLM cost of the change', comparisonHeadline(made), changeSections(made, before, after), priceLine(after)),
  json: renderChangeJson,
};

/** `llmcost diff`: what the files as they are cost beside a commit. Exit code 1 when the month rises by more than `--fail-above`. */
export async function diff(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    base: { type: 'string' },
    format: { type: 'string' },
    config: { type: 'string' },
    out: { type: 'string' },
    'fail-above': { type: 'string' },
  });
  const render = formats[values.format ?? 'table'];
  if (!render) throw new UsageError(`there is no format "${values.format}"`);
  const limit = values['fail-above'] === undefined ? null : limitOf(values['fail-above']);
  const paths = positionals.length > 0 ? positionals : ['.'];
  const revision = await revisionOf(await rootOf(paths, values.config, io), values.base);
  const { report: before } = await scanPaths(paths, values.config, io, [], revision.over);
  const { report: after } = await scanPaths(paths, values.config, io);
  const made = compareReports(revision.name, before, after, revision.renamed);
  await write(render(made, before, after, io), values.out, io);
  if (limit === null) return 0;
  const complaint = limit(made);
  if (complaint !== null) io.err(`llmcost: ${complaint}\n`);
  return complaint === null ? 0 : 1;
}

/** `250` is USD per month, `10%` a share of the month before. What it gives complains of a comparison, or does not. */
function limitOf(text: string): (made: Comparison) => string | null {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (!match) throw new UsageError(`--fail-above takes USD per month (250) or a share of the month (10%), not "${text}"`);
  const number = Number(match[1]);
  const isShare = match[2] === '%';
  return ({ monthly, was, currency }) => {
    if (monthly === null) return '--fail-above cannot be judged: no call has both a declared volume and a known price';
    if (monthly <= 0n) return null;
    if (!isShare) {
      const allowed: Picodollars = picodollars(number);
      return monthly > allowed ? `the month rises by ${money(monthly, currency)}, more than ${preciseMoney(allowed, currency)}` : null;
    }
    const share = shareOf(monthly, was?.expected ?? 0n);
    if (share === null) return `the month rises from nothing by ${money(monthly, currency)}`;
    return share * 100 > number ? `the month rises by ${percent(share)}, more than ${number} %` : null;
  };
}
