import { actualsSections } from '../report/projectSections.ts';
import { renderTable } from '../report/table.ts';
import { toScanResult } from '../report/json.ts';
import { parseScanArgs, scanPaths, write, type ScanIo } from './scanning.ts';
import { UsageError } from './usage.ts';

/** `llmcost actuals`: what was used and billed, against what was forecast. Exit code 1 when an export cannot be read as one. */
export async function actuals(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseScanArgs(argv);
  if (positionals.length === 0) throw new UsageError('actuals needs a FILE');
  if (values.format !== undefined && values.format !== 'table' && values.format !== 'json')
    throw new UsageError(`there is no format "${values.format}"`);
  const { report } = await scanPaths([values.path ?? '.'], values.config, io, positionals);
  await write(
    values.format === 'json'
      ? `${JSON.stringify(toScanResult(report).actuals, null, 2)}\n`
      : renderTable(report, io.width, actualsSections),
    values.out,
    io,
  );
  return report.actuals === null ? 1 : 0;
}
