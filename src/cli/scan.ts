import type { Report } from '../model.ts';
import { exitCodeOf } from '../report/check.ts';
import { renderCsv } from '../report/csv.ts';
import { renderFocus } from '../report/focus.ts';
import { renderHtmlPage } from '../report/html.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderTable } from '../report/table.ts';
import { parseScanArgs, scanPaths, write, type ScanIo } from './scanning.ts';
import { UsageError } from './usage.ts';

const formats: Readonly<Record<string, (report: Report, io: ScanIo) => string | Promise<string>>> = {
  table: (report, io) => renderTable(report, io.width),
  json: renderJson,
  markdown: renderMarkdown,
  csv: renderCsv,
  sarif: renderSarif,
  focus: renderFocus,
  html: async (report, io) => renderHtmlPage(report, { style: await text(io, 'report.css'), script: await text(io, 'report.js') }),
};

/** `llmcost scan`: the report of some paths. Exit code 1 when a policy, a budget that is not soft or a team file is broken. */
export async function scan(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseScanArgs(argv);
  const render = formats[values.format ?? 'table'];
  if (!render) throw new UsageError(`there is no format "${values.format}"`);
  if (positionals.length === 0) throw new UsageError('scan needs a PATH');
  const { report } = await scanPaths(positionals, values.config, io, values.actuals);
  await write(await render(report, io), values.out, io);
  return exitCodeOf(report);
}

async function text(io: ScanIo, name: string): Promise<string> {
  return new TextDecoder().decode(await io.assets.load(name));
}
