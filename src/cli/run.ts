import { actuals } from './actuals.ts';
import { check } from './check.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { init, sync } from './declare.ts';
import { fix } from './fix.ts';
import { price } from './price.ts';
import { scan } from './scan.ts';
import type { ScanIo } from './scanning.ts';
import { UsageError } from './usage.ts';

interface Command {
  /** Arguments and options, as the help shows them. */
  readonly usage: string;
  /** What to know besides. */
  readonly help?: string;
  readonly run: (argv: readonly string[], io: ScanIo) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  scan: {
    usage: 'PATH... [--format table|markdown|html|json|csv|sarif|focus] [--config FILE] [--out FILE] [--actuals FILE]...',
    run: scan,
  },
  check: { usage: 'PATH... [--format text|github|sarif|json] [--config FILE] [--out FILE] [--warn-only] [--actuals FILE]...', run: check },
  diff: {
    usage: '[PATH...] [--base REF] [--format table|markdown|json] [--fail-above USD|SHARE%] [--config FILE] [--out FILE]',
    run: diff,
    help: 'What the files as they are (saved, committed or not) cost beside the commit where their branch left REF: what changes, why the month moves, budgets, and what was not there before. REF is the default branch of origin unless it is given, or the last commit where there is no origin.',
  },
  actuals: {
    usage: 'FILE... [--path PATH] [--config FILE] [--format table|json] [--out FILE]',
    run: actuals,
    help: 'FILE is an export of what was used and billed: CSV or JSON as docs/actuals.md says, or a FOCUS export. It is compared with the forecast of the calls below PATH (the current folder without it). Nothing leaves this machine.',
  },
  fix: { usage: 'PATH... [--rule RULE]... [--write] [--config FILE]', run: fix },
  init: { usage: '[PATH] [--dry-run]', run: init },
  sync: { usage: '[PATH] [--dry-run]', run: sync },
  explain: {
    usage: 'FILE:LINE [--cell N] [--root DIR]',
    run: explain,
    help: 'LINE counts from 1; in a notebook, --cell N takes the code cell (from 0) and LINE counts inside it.\nThe project around FILE is scanned first, so that helpers in other files are known: --root sets it (default: the repository, else the working folder).',
  },
  price: {
    usage:
      'MODEL [--provider P] [--input N] [--output N] [--cached N] [--at DATE] [--batch] [--tier T] [--region R] [--config FILE] [--format table|json]',
    run: price,
    help: 'Tokens are those of one request; --cached is the part of --input that is read from the prompt cache.',
  },
  // Loaded when it is asked for: the protocol's SDK is large.
  mcp: {
    usage: '[PATH...]',
    run: async (argv, io) => (await import('./mcp.ts')).mcp(argv, io),
    help: 'Serves tools for coding assistants over the Model Context Protocol (stdio). PATH is a folder; the current one without it.',
  },
};

const help = `llmcost: what LLM calls in code cost

Usage
${Object.entries(commands)
  .map(([name, command]) => `  llmcost ${name} ${command.usage}\n`)
  .join('')}  llmcost COMMAND --help
  llmcost --help | --version

Options
  --format   how to show the report; json follows schema/scan-result.schema.json, focus is a FOCUS-shaped CSV of the projected month
  --config   team file to use instead of the llmcost.yaml found upwards
  --actuals  an export of actual use, besides those that the team file names; see docs/actuals.md
  --out      write to a file instead of standard output
  --base     commit, branch or tag that diff compares with
  --fail-above  diff ends with exit code 1 when the month rises by more than this: 250 is USD per month, 10% a share of the month
  --warn-only  check tells everything and ends with exit code 0
  --rule     which findings fix mends; without it they are counted
  --write    fix changes the files instead of showing the changes
  --dry-run  init and sync print the team file instead of writing it

Exit codes
  0  fine
  1  a budget that is not soft or a policy is broken, a team file has an error, or the month rises by more than --fail-above
  2  wrong usage
`;

/** Runs one command line and gives its exit code. Rejects never: what goes wrong is told on `err`. */
export async function run(argv: readonly string[], io: ScanIo): Promise<number> {
  const [name = '', ...rest] = argv;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const usage = command && `llmcost ${name} ${command.usage}`;
  const asksForHelp = argv.length === 0 || argv.includes('--help') || argv.includes('-h');
  try {
    if (command && asksForHelp) return say(io, `${usage}\n${command.help ? `\n${command.help}\n` : ''}`);
    if (command) return await command.run(rest, io);
    if (argv.includes('--version')) return say(io, `${io.version}\n`);
    if (asksForHelp) return say(io, help);
    throw new UsageError(`there is no command "${name}"`);
  } catch (error) {
    const hint = error instanceof UsageError ? (usage ? `Usage: ${usage}\n` : 'Try: llmcost --help\n') : '';
    io.err(`llmcost: ${error instanceof Error ? error.message : String(error)}\n${hint}`);
    return 2;
  }
}

function say(io: Pick<ScanIo, 'out'>, text: string): number {
  io.out(text);
  return 0;
}
