import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command line that cannot be meant: told on `err` with the usage of its command, exit code 2. */
export class UsageError extends Error {}

/** Options and positional arguments of a command line. Throws a UsageError for an option that is not among `options`. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(argv: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong options');
  }
}
