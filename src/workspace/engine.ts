import { catalogSummary, type Catalog } from '../cost/catalog.ts';
import { rateNumber } from '../cost/decimal.ts';
import { createPriceBook } from '../cost/priceBook.ts';
import { quote, type Quote, type QuoteRequest } from '../cost/quote.ts';
import { languages } from '../languages/index.ts';
import { createGrammars } from '../languages/parser.ts';
import { longTexts } from '../languages/texts.ts';
import type { Estimate, FileAnalysis, LanguageId, Scenario, Span, TeamConfig, TextEdit } from '../model.ts';
import { assist, type Assistance } from '../team/assist.ts';
import { addCallEntry, addSuppression, saveScenario } from '../team/edit.ts';
import { setCallKey } from '../team/editKey.ts';
import { parseTeamFile } from '../team/parse.ts';
import { createCounter, tokenizerWords } from '../tokens/counting.ts';
import { createTokenizers } from '../tokens/tiktoken.ts';
import { memoryFiles } from './memoryFiles.ts';
import { openWorkspace } from './open.ts';
import type { AssetPort, FilePort, Workspace } from './workspace.ts';

/** Tokens of a text for one model, or for OpenAI's present encoding when no model is named. */
export interface TextTokens {
  readonly tokens: Estimate<number>;
  /** As shown: `o200k_base`, `o200k_base × 1.2 ± 15 %`. */
  readonly tokenizer: string;
  /** Catalog entry whose tokenizer was used; null: none. */
  readonly model: string | null;
  /** USD per million input tokens of that entry; null when it is not known. */
  readonly inputRate: number | null;
}

/** Tokens of one string literal. */
export interface CountedText extends TextTokens {
  /** In the source text. */
  readonly span: Span;
  /** Expressions inside it whose text is not known and not counted. */
  readonly holes: number;
}

/** Everything the product can be asked, behind one door: surfaces talk to it in their own thread or through `remoteEngine`. */
export interface Engine {
  /** Opens a root. `disk`: the engine reads the folder itself; else through the port. */
  open(root: string, files: FilePort | 'disk'): Workspace;
  /** Oldest date that a price was checked at, and the number of models. */
  catalog(): Promise<{ readonly checkedAt: string; readonly models: number }>;
  /** What a request costs by list price today; with no tokens, the price alone. */
  quote(request: Omit<QuoteRequest, 'at'>): Promise<Quote>;
  /** @param model null: counted with o200k_base. */
  count(text: string, model: string | null): Promise<TextTokens>;
  /** String literals of a source text that are long enough to be prompts, each with its tokens, in source order. */
  longTexts(language: LanguageId, text: string, model: string | null): Promise<readonly CountedText[]>;
  /** Analyses code that lies nowhere; `team` is the text of a team file. */
  snippet(language: LanguageId, code: string, team?: string): Promise<FileAnalysis | null>;
  /** @param way from the file to the root, where it lies above it (`../llmcost.yaml`). */
  readTeamFile(path: string, text: string, way?: string): Promise<TeamConfig>;
  /** What can be written, or is written, at an offset of a team file. */
  assist(text: string, offset: number): Promise<Assistance>;
  /** Edit of a team file that sets one key for a call: in the entry at `offset`, or in a new entry when that is null. */
  declare(
    text: string,
    offset: number | null,
    match: { readonly file: string; readonly function: string | null; readonly api: string },
    key: string,
    value: string,
  ): Promise<TextEdit | null>;
  /** Edit of a team file that accepts a finding of a call, until a day (ISO date) or for ever. Null when the file is broken. */
  accept(
    text: string,
    finding: string,
    match: { readonly file: string; readonly function: string | null; readonly api: string },
    reason: string,
    until: string | null,
  ): Promise<TextEdit | null>;
  /** Edit of a team file that saves a what-if under `scenarios`. Null when the file is broken. */
  saveScenario(text: string, scenario: Scenario): Promise<TextEdit | null>;
  dispose(): void;
}

/** What an engine needs of its platform. */
export interface EngineOptions {
  readonly catalog: Catalog;
  readonly assets: AssetPort;
  /** ISO date; asked anew for every answer, since an editor stays open over midnight. */
  readonly today: () => string;
  readonly toolVersion: string;
  /** Files of a folder that the engine reads itself. */
  readonly disk?: (root: string) => FilePort;
}

const endings: Readonly<Record<LanguageId, string>> = { python: 'py', javascript: 'js', jsx: 'jsx', typescript: 'ts', tsx: 'tsx' };

/** The engine in this thread. */
export function createEngine(options: EngineOptions): Engine {
  // One set of parsers and encodings for every workspace and question.
  const shared = {
    grammars: createGrammars(languages, (name) => options.assets.load(name)),
    tokenizers: createTokenizers((name) => options.assets.load(name)),
  };
  const { tokenizers } = shared;
  const opened = new Set<Workspace>();
  const open = (root: string, files: FilePort): Workspace => {
    const made = openWorkspace({
      root,
      files,
      assets: options.assets,
      today: options.today,
      toolVersion: options.toolVersion,
      catalog: options.catalog,
      shared,
    });
    opened.add(made);
    return { ...made, dispose: () => (opened.delete(made), made.dispose()) };
  };
  const count = async (text: string, model: string | null): Promise<TextTokens> => {
    const price = model === null ? null : createPriceBook(options.catalog).find(model, null, options.today()).price;
    const tokenizer = price?.facts.tokenizer ?? { encoding: 'o200k_base' as const, factor: 1, error: 0 };
    await tokenizers.ready(tokenizer.encoding);
    return {
      tokens: createCounter(tokenizer, tokenizers)(text),
      tokenizer: tokenizerWords(tokenizer),
      model: price?.entry ?? null,
      inputRate: price?.base.input === undefined || price.base.input === null ? null : rateNumber(price.base.input),
    };
  };
  return {
    open(root, files) {
      if (files !== 'disk') return open(root, files);
      if (!options.disk) throw new Error('this engine cannot read folders itself');
      return open(root, options.disk(root));
    },
    catalog: () => Promise.resolve(catalogSummary(options.catalog)),
    quote: (request) => Promise.resolve(quote(createPriceBook(options.catalog), { ...request, at: options.today() })),
    count,
    async longTexts(language, text, model) {
      await shared.grammars.ready(language);
      const found = longTexts(shared.grammars.extract({ path: '', language, chunks: [{ text, offset: 0, cell: null }] }));
      return Promise.all(found.map(async (one) => ({ ...(await count(one.text, model)), span: one.span, holes: one.holes })));
    },
    async snippet(language, code, team) {
      const path = `snippet.${endings[language]}`;
      const workspace = open('', memoryFiles({ [path]: code, ...(team !== undefined ? { 'llmcost.yaml': team } : {}) }));
      try {
        return await workspace.analyze(path);
      } finally {
        workspace.dispose();
      }
    },
    assist: (text, offset) => Promise.resolve(assist(text, offset)),
    readTeamFile: (path, text, way) => Promise.resolve(parseTeamFile(path, text, undefined, way)),
    declare: (text, offset, match, key, value) =>
      Promise.resolve(offset === null ? addCallEntry(text, match, value, key) : setCallKey(text, offset, key, value)),
    accept: (...args) => Promise.resolve(addSuppression(...args)),
    saveScenario: (text, scenario) => Promise.resolve(saveScenario(text, scenario)),
    dispose() {
      for (const one of opened) one.dispose();
      shared.grammars.dispose();
      tokenizers.dispose();
    },
  };
}
