import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './editorParts.mjs';

/** Makes a folder a git repository with one commit, so that there is something to compare with. */
function commitAll(folder) {
  const git = (...args) =>
    spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'as it was');
}

/** A copy of the example workspace with one commit, in a folder of its own. Gives `{ folder, example }`; the folder is the caller's to delete. */
export function exampleCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-host-'));
  const example = join(folder, 'support-desk');
  cpSync(join(root, 'examples/support-desk'), example, { recursive: true });
  commitAll(example);
  return { folder, example };
}

/** A window with two folders, each a repository with a team file. */
export function twoRoots(example) {
  const bot = join(example, '../bot');
  mkdirSync(bot);
  writeFileSync(
    join(bot, 'bot.py'),
    'from openai import OpenAI\n\ndef reply(text):\n    return OpenAI().chat.completions.create(model="gpt-4.1-nano", messages=[{"role": "user", "content": text}], max_tokens=80)\n',
  );
  writeFileSync(
    join(bot, 'llmcost.yaml'),
    'calls:\n  - match: { file: bot.py }\n    volume: 7000/month\nbudgets:\n  - { name: Bot, monthly: 20 }\n',
  );
  commitAll(bot);
  const file = join(example, '../both.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'support-desk' }, { path: 'bot' }] }));
  return file;
}

/** Five thousand files, one in five with a call. */
export function manyFiles(example) {
  const folder = join(example, '../large');
  mkdirSync(join(folder, 'app'), { recursive: true });
  writeFileSync(join(folder, 'app/config.py'), 'MODEL = "gpt-4o-mini"\nPROMPT = "You are terse."\n');
  const body = Array.from(
    { length: 40 },
    (_, k) => `def helper_${k}(value, factor=${k}):\n    return {"total": value * factor, "name": f"item {value}"}\n`,
  ).join('\n');
  for (let i = 0; i < 5000; i++) {
    const call =
      i % 5 === 0
        ? `from openai import OpenAI\nfrom app.config import MODEL, PROMPT\n\nclient = OpenAI()\n\ndef ask_${i}(question):\n    return client.chat.completions.create(model=MODEL, messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": question}], max_tokens=50)\n\n`
        : '';
    writeFileSync(join(folder, `app/module_${i}.py`), call + body);
  }
  return folder;
}

/** What no person wrote, or nobody should open: a module of 20,000 lines with 500 calls, a bundle in one line, bytes by the name of a script, a notebook with 50 MB of output, and three hundred files. */
export function strangeFiles(example) {
  const folder = join(example, '../strange');
  mkdirSync(join(folder, 'app'), { recursive: true });
  const unit = (i) => `
def ask_${i}(question):
    """Asks one thing."""
    return client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "system", "content": "You are terse, and number ${i}."}, {"role": "user", "content": f"About {question}"}],
        max_tokens=${50 + (i % 100)},
    )

${Array.from({ length: 30 }, (_, k) => `CONSTANT_${i}_${k} = {"name": "item ${k}", "size": ${i * k}}`).join('\n')}
`;
  writeFileSync(
    join(folder, 'large.py'),
    `from openai import OpenAI\n\nclient = OpenAI()\n${Array.from({ length: 500 }, (_, i) => unit(i)).join('\n')}`,
  );
  const minified = Array.from(
    { length: 20_000 },
    (_, i) => `function a${i}(b,c){return b?c.map(function(d){return d.e+${i}}):{f:"g${i}",h:[b,c]}}`,
  ).join(';');
  writeFileSync(
    join(folder, 'bundle.min.js'),
    `import OpenAI from"openai";${minified};new OpenAI().chat.completions.create({model:"gpt-4o-mini",messages:[]})`,
  );
  writeFileSync(join(folder, 'bytes.ts'), Buffer.from(Uint8Array.from({ length: 2_000_000 }, (_, i) => (i * 7919 + (i >> 8)) & 255)));
  const cell = (source, text) => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    source,
    outputs: text === '' ? [] : [{ output_type: 'stream', name: 'stdout', text }],
  });
  writeFileSync(
    join(folder, 'outputs.ipynb'),
    JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { language_info: { name: 'python' } },
      cells: [
        cell('from openai import OpenAI\nclient = OpenAI()\n', ''),
        ...Array.from({ length: 10 }, (_, i) => cell(`print("part ${i}")`, 'x'.repeat(99).concat('\n').repeat(50_000))),
        cell('client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "hi"}], max_tokens=5)', ''),
      ],
    }),
  );
  for (let i = 0; i < 300; i++)
    writeFileSync(join(folder, `app/module_${i}.py`), `from openai import OpenAI\n\nclient = OpenAI()\n${unit(i)}`);
  return folder;
}
