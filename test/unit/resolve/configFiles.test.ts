import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

/** Model of each call of a project, in the order of the code: its id, or why it is not known. */
async function models(files: Readonly<Record<string, string>>): Promise<readonly (string | null)[]> {
  const calls = (await scan(files)).files.flatMap((file) => file.calls);
  return calls.map(({ call }) => (call.model.state === 'known' ? call.model.value : call.model.state === 'dynamic' ? `? ${call.model.reason}` : null));
}

const crew = (field: string) => `from crewai import Agent, Crew, Task
from crewai.project import CrewBase, agent, crew


@CrewBase
class Team:
    ${field}

    @agent
    def researcher(self) -> Agent:
        return Agent(config=self.agents_config["researcher"])

    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=[])


Team().crew().kickoff(inputs={"topic": "bees"})
`;
const agents = 'researcher:\n  role: Researcher\n  goal: Find facts\n  llm: openai/gpt-4o-mini\n';

test('CrewAI reads its agents from the YAML file that the class names, or from the usual one', async () => {
  expect(await models({ 'src/team/crew.py': crew('agents_config = "agents.yaml"'), 'src/team/agents.yaml': agents })).toEqual(['openai/gpt-4o-mini']);
  expect(await models({ 'src/team/crew.py': crew('tasks_config = "config/tasks.yaml"'), 'src/team/config/agents.yaml': agents })).toEqual(['openai/gpt-4o-mini']);
  expect(await models({ 'src/team/crew.py': crew('agents_config = os.environ["AGENTS"]'), 'src/team/config/agents.yaml': agents })).not.toEqual(['openai/gpt-4o-mini']);
});

const python = (reads: string, model: string) => `${reads}\nfrom openai import OpenAI\n\nOpenAI().responses.create(model=${model}, input="Say hello.", max_output_tokens=10)\n`;
const script = (reads: string, model: string) => `${reads}\nimport OpenAI from 'openai';\nawait new OpenAI().responses.create({ model: ${model}, input: 'Say hello.', max_output_tokens: 10 });\n`;
const yaml = 'llm:\n  model: gpt-4o-mini\n';
const json = '{ "llm": { "model": "gpt-4o" } }';

test('settings in YAML and JSON files by a constant path', async () => {
  expect(await models({ 'main.py': python('import yaml\nfrom pathlib import Path\n\nCONFIG = Path(__file__).parent / "settings.yaml"\nconfig = yaml.safe_load(open(CONFIG))', 'config["llm"]["model"]'), 'settings.yaml': yaml })).toEqual(['gpt-4o-mini']);
  expect(await models({ 'main.py': python('import json\n\nwith open("settings.json") as file:\n    config = json.load(file)', 'config["llm"].get("model", "gpt-4.1")'), 'settings.json': json })).toEqual(['gpt-4o']);
  expect(await models({ 'src/main.ts': script("import settings from '../settings.json';", 'settings.llm.model'), 'settings.json': json })).toEqual(['gpt-4o']);
  expect(await models({ 'src/main.ts': script("import { llm } from './settings.json';", 'llm.model'), 'src/settings.json': json })).toEqual(['gpt-4o']);
  expect(await models({ 'main.ts': script("import { readFileSync } from 'node:fs';\nimport path from 'node:path';\nimport yaml from 'js-yaml';\nconst config = yaml.load(readFileSync(path.join(__dirname, 'settings.yaml'), 'utf8'));", 'config.llm.model'), 'settings.yaml': yaml })).toEqual(['gpt-4o-mini']);
});

test('settings in INI and TOML files', async () => {
  const ini = 'import configparser\n\nparser = configparser.ConfigParser()\nparser.read("settings.ini")';
  expect(await models({ 'main.py': python(ini, 'parser.get("llm", "model")'), 'settings.ini': '[llm]\nmodel = gpt-4o\n' })).toEqual(['gpt-4o']);
  expect(await models({ 'main.py': python('import toml\n\nconfig = toml.load("settings.toml")', 'config["llm"]["model"]'), 'settings.toml': '[llm]\nmodel = "gpt-4o"\n' })).toEqual(['gpt-4o']);
  expect(await models({ 'main.ts': script("import { readFileSync } from 'node:fs';\nimport { parse } from 'smol-toml';\nconst config = parse(readFileSync('settings.toml', 'utf8'));", 'config.llm.model'), 'settings.toml': '[llm]\nmodel = "gpt-4o"\n' })).toEqual(['gpt-4o']);
});

test('what is in no file, or in none that is seen, is not made up', async () => {
  const ini = 'import configparser\n\nparser = configparser.ConfigParser()\nparser.read("settings.ini")';
  expect((await models({ 'main.py': python(ini, 'parser.get("llm", "model")') }))[0]).toMatch(/^\?/);
  expect((await models({ 'main.py': python(ini, 'parser.get("llm", "model")'), 'settings.ini': '[other]\nmodel = gpt-4o\n' }))[0]).toMatch(/^\?/);
  expect((await models({ 'main.py': python('import tomllib\n\nconfig = tomllib.load(open("settings.toml", "rb"))', 'config["llm"]["model"]'), 'settings.toml': '[llm\nmodel = "gpt-4o"\n' }))[0]).toMatch(/^\?/);
  const [missing] = await models({ 'src/main.ts': script("import settings from './settings.json';", 'settings.llm.model') });
  expect(missing).toMatch(/^\?/);
});
