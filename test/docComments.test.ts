import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname ?? __dirname, '../src');
const declaration = /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|interface|type|const) +(\w+)/;

/** Exported declarations of a text without a doc comment directly above them, as `line name`. Re-exports declare nothing. */
function undocumented(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, i) => {
    const name = declaration.exec(line)?.[1];
    if (name === undefined) return [];
    const end = lines[i - 1]?.trim() ?? '';
    const start = lines.slice(0, i).findLast((one) => one.trimStart().startsWith('/*'))?.trimStart() ?? '';
    return end.endsWith('*/') && start.startsWith('/**') ? [] : [`${i + 1} ${name}`];
  });
}

test('what is exported has a doc comment', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => undocumented(readFileSync(join(src, file), 'utf8')).map((one) => `src/${file.replaceAll('\\', '/')}:${one}`))).toEqual([]);
});

test('a comment that is none, or stands apart, is told', () => {
  expect(undocumented('/** A. */\nexport const a = 1;\n\n/**\n * B.\n */\nexport function b(): void {}\nexport { c } from "./c.ts";\nexport type { D } from "./d.ts";\n')).toEqual([]);
  expect(undocumented('// A.\nexport const a = 1;\n/** B. */\n\nexport interface B {}\n/* C. */\nexport async function c(): Promise<void> {}\nexport type D = string;\n')).toEqual(['2 a', '5 B', '7 c', '8 D']);
});
