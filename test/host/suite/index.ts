import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tests } from './tests.ts';

/** Called by the editor's extension host. Runs each test with a limit and leaves the results beside this bundle. */
export async function run(): Promise<void> {
  const results: { name: string; ok: boolean; error?: string }[] = [];
  for (const { name, run: work } of tests) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const limit = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('took longer than 60 seconds')), 60_000)));
      await Promise.race([work(), limit]);
      results.push({ name, ok: true });
    } catch (error) {
      results.push({ name, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    } finally {
      clearTimeout(timer);
    }
  }
  writeFileSync(join(__dirname, 'result.json'), JSON.stringify(results));
}
