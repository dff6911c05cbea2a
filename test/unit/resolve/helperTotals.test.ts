import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScanner } from '../../harness/analyze.ts';
import { runs } from '../../harness/fast.ts';

const scan = createScanner();

/** A function that sends the request itself (the first), or calls an earlier one so many times; `volume` is declared of what it does. */
const functions = fc.array(fc.record({ of: fc.nat(), turns: fc.integer({ min: 1, max: 3 }), volume: fc.option(fc.integer({ min: 1, max: 1000 })), file: fc.integer({ min: 0, max: 2 }) }), { minLength: 1, maxLength: 6 });

test('of helpers that call helpers every request counts once: through the outermost call with a volume', async () => {
  await fc.assert(
    fc.asyncProperty(functions, async (given) => {
      const nodes = given.map((one, i) => ({ ...one, of: i === 0 ? null : one.of % i }));
      const files: Record<string, string> = {};
      for (const file of [0, 1, 2]) {
        const own = nodes.flatMap((one, i) => (one.file === file ? [i] : []));
        const imports = [...new Set(own.flatMap((i) => nodes[i]?.of ?? []))].filter((of) => nodes[of]?.file !== file).map((of) => `from m${nodes[of]?.file} import f${of}\n`);
        const bodies = own.map((i) => {
          const { of, turns } = nodes[i] ?? { of: null, turns: 1 };
          if (of === null) return `def f${i}(prompt):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}], max_tokens=50)\n`;
          return turns === 1 ? `def f${i}(prompt):\n    return f${of}(prompt)\n` : `def f${i}(prompt):\n    answer = None\n    for turn in range(${turns}):\n        answer = f${of}(prompt)\n    return answer\n`;
        });
        files[`m${file}.py`] = `from openai import OpenAI\n${imports.join('')}\nclient = OpenAI()\n\n\n${bodies.join('\n\n')}`;
      }
      const entries = nodes.flatMap(({ volume }, i) => (volume === null ? [] : [`  - { match: { function: f${i} }, volume: ${volume} }\n`]));
      const report = await scan({ ...files, 'llmcost.yaml': entries.length > 0 ? `calls:\n${entries.join('')}` : '' });

      const calls = report.files.flatMap((file) => file.calls);
      expect(calls.map((one) => one.call.function).toSorted()).toEqual(nodes.map((_, i) => `f${i}`).toSorted());
      const request = calls.find((one) => one.call.function === 'f0');
      if (request?.cost.state !== 'priced') throw new Error('the request has a price');
      const perRequest = request.cost.perCall;
      // The loop around a call is in the volume of that call, and in the cost of whoever calls the function.
      const turnsOf = (i: number) => (nodes[i]?.of === null ? 1 : (nodes[i]?.turns ?? 1));
      const requestsOf = (i: number): number => { const of = nodes[i]?.of ?? null; return of === null ? 1 : turnsOf(of) * requestsOf(of); };
      const callers = (i: number): readonly number[] => nodes.flatMap(({ of }, k) => (of === i ? [k, ...callers(k)] : []));
      let wanted = 0n;
      for (const [i, { volume }] of nodes.entries()) {
        const one = calls.find(({ call }) => call.function === `f${i}`);
        expect(one?.cost.state === 'priced' && one.cost.perCall.expected).toBe(perRequest.expected * BigInt(requestsOf(i)));
        if (volume !== null && !callers(i).some((k) => nodes[k]?.volume != null)) wanted += BigInt(volume * requestsOf(i)) * perRequest.expected;
      }
      expect(report.totals.monthly?.expected ?? 0n).toBe(wanted);
    }),
    { numRuns: runs(60), seed: 11 },
  );
});
