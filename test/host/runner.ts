import { renameSync, writeFileSync } from 'node:fs';

/** One test in the editor: passes when `run` settles, fails when it rejects or takes longer than a minute. */
export interface HostTest {
  readonly name: string;
  /** May give a measurement to print. */
  readonly run: () => Promise<string | void>;
}
interface HostResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly error?: string;
  readonly note?: string;
}
const limitMs = 60_000;

async function runOne({ name, run }: HostTest): Promise<HostResult> {
  const started = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const limit = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`took longer than ${limitMs / 1000} seconds`)), limitMs)));
    const note = await Promise.race([run(), limit]);
    return { name, ok: true, ms: Date.now() - started, ...(note ? { note } : {}) };
  } catch (error) {
    return { name, ok: false, ms: Date.now() - started, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs the tests one after the other inside the extension host. After each, the results so far stand in `<bundle>.json` beside the bundle
 * (`{ finished, results }`), so that a launcher outside can tell how far a run came that never ended.
 */
export async function runTests(tests: readonly HostTest[], bundle: string): Promise<void> {
  const file = bundle.replace(/\.cjs$/, '.json');
  const results: HostResult[] = [];
  const write = (finished: boolean) => {
    writeFileSync(`${file}.part`, JSON.stringify({ finished, results }));
    renameSync(`${file}.part`, file);
  };
  write(false);
  // For work on one surface: only tests whose name has this in it.
  const only = process.env['LLMCOST_TESTS'] ?? '';
  for (const test of tests.filter((one) => one.name.includes(only))) {
    results.push(await runOne(test));
    write(false);
  }
  write(true);
}
