import type { Report } from '../model.ts';
import { exitCodeOf, renderAnnotations, renderComplaints } from '../report/check.ts';
import { renderJson } from '../report/json.ts';
import { renderSarif } from '../report/sarif.ts';
import { parseScanArgs, scanPaths, write, type ScanIo } from './scanning.ts';
import { UsageError } from './usage.ts';

const formats: Readonly<Record<string, (report: Report) => string>> = {
  text: renderComplaints,
  github: renderAnnotations,
  sarif: renderSarif,
  json: renderJson,
};

/** `llmcost check`: budgets and policies, each breach at its file and line. Exit code 1 when one is broken, unless `--warn-only`. */
export async function check(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseScanArgs(argv);
  const render = formats[values.format ?? 'text'];
  if (!render) throw new UsageError(`there is no format "${values.format}"`);
  if (positionals.length === 0) throw new UsageError('check needs a PATH');
  const { report } = await scanPaths(positionals, values.config, io, values.actuals);
  await write(render(report), values.out, io);
  return values['warn-only'] ? 0 : exitCodeOf(report);
}
