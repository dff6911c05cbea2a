import { check } from './check.ts';
import { explain } from './explain.ts';
import { init, sync } from './declare.ts';
import { fix } from './fix.ts';
import { price } from './price.ts';
import { scan } from './scan.ts';
import type { ScanIo } from './scanning.ts';
import { UsageError } from './usage.ts';

/** Everything the command line touches outside itself. */
export type CommandIo = ScanIo;

const help = `llmcost: what LLM calls in code cost

Usage
  llmcost scan PATH... [--format table|markdown|html|json|csv|sarif|focus] [--config FILE] [--out FILE]
  llmcost check PATH... [--format text|github|sarif|json] [--config FILE] [--out FILE] [--warn-only]
  llmcost fix PATH... [--rule RULE]... [--write] [--config FILE]
  llmcost init [PATH] [--dry-run]
  llmcost sync [PATH] [--dry-run]
  llmcost explain FILE:LINE [--cell N] [--root DIR]
  llmcost price MODEL [--provider P] [--input N] [--output N] [--cached N] [--at DATE] [--batch] [--tier T] [--region R] [--config FILE] [--format table|json]
  llmcost mcp [PATH...]
  llmcost --help | --version

Options
  --format   how to show the report; json follows schema/scan-result.schema.json, focus is a FOCUS-shaped CSV of the projected month
  --config   team file to use instead of the llmcost.yaml found upwards
  --out      write to a file instead of standard output
  --warn-only  check tells everything and ends with exit code 0
  --rule     which findings fix mends; without it they are counted
  --write    fix changes the files instead of showing the changes
  --dry-run  init and sync print the team file instead of writing it

Exit codes
  0  fine
  1  a policy or hard budget is broken, or a team file has an error
  2  wrong usage
`;

/** Runs one command line and gives its exit code. Rejects never: what goes wrong is told on `err`. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    if (argv[0] === 'explain') return await explain(argv.slice(1), io);
    if (argv[0] === 'mcp') return await (await import('./mcp.ts')).mcp(argv.slice(1), io);
    if (argv[0] === 'price') return await price(argv.slice(1), io);
    if (argv[0] === 'scan') return await scan(argv.slice(1), io);
    if (argv[0] === 'check') return await check(argv.slice(1), io);
    if (argv[0] === 'fix') return await fix(argv.slice(1), io);
    if (argv[0] === 'init') return await init(argv.slice(1), io);
    if (argv[0] === 'sync') return await sync(argv.slice(1), io);
    if (argv.includes('--version')) return say(io, `${io.version}\n`);
    if (argv.length === 0 || argv.includes('--help') || argv.includes('-h')) return say(io, help);
    throw new UsageError(`there is no command "${argv[0]}"`);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`llmcost: ${error.message}\nTry: llmcost --help\n`);
      return 2;
    }
    io.err(`llmcost: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function say(io: CommandIo, text: string): number {
  io.out(text);
  return 0;
}
