import treeSitter from '@vscode/tree-sitter-wasm';
import type { FileFacts, LanguageId, SourceFile, Span } from '../model.ts';
import type { Language, SyntaxNode } from './language.ts';

/** Loaded grammars. `extract` is synchronous once `ready` has resolved for the file's language. */
export interface Grammars {
  ready(language: LanguageId): Promise<void>;
  /** Whether `extract` can be called for the language. */
  isReady(language: LanguageId): boolean;
  /** Never throws on user text. Throws only when the language is not ready. */
  extract(file: SourceFile): FileFacts;
  dispose(): void;
}

/**
 * @param load gives the bytes of `tree-sitter.wasm` and of each grammar (`tree-sitter-python.wasm`); called once each.
 */
export function createGrammars(languages: readonly Language[], load: (name: string) => Promise<Uint8Array>): Grammars {
  const parsers = new Map<string, treeSitter.Parser>();
  const loading = new Map<string, Promise<void>>();
  let runtime: Promise<void> | undefined;

  const languageOf = (id: LanguageId): Language => {
    const language = languages.find((one) => one.id === id);
    if (!language) throw new Error(`no adapter for ${id}`);
    return language;
  };

  return {
    ready(id) {
      const { grammar } = languageOf(id);
      const known = loading.get(grammar);
      if (known) return known;
      // The published types know `locateFile` only; the runtime takes emscripten's `wasmBinary` as well, which needs no file access.
      runtime ??= load('tree-sitter.wasm').then((wasmBinary) => treeSitter.Parser.init({ wasmBinary } as never));
      const made = runtime.then(async () => {
        const parser = new treeSitter.Parser();
        parser.setLanguage(await treeSitter.Language.load(await load(`${grammar}.wasm`)));
        parsers.set(grammar, parser);
      });
      loading.set(grammar, made);
      return made;
    },
    isReady: (id) => parsers.has(languageOf(id).grammar),
    extract(file) {
      const language = languageOf(file.language);
      const parser = parsers.get(language.grammar);
      if (!parser) throw new Error(`grammar of ${language.id} is not loaded`);
      // A token that the parser put in by itself (a closing bracket) is no ERROR node, and yet the text is broken.
      const broken: Span[] = [];
      const facts = language.extract(file.path, file.chunks, (text) => {
        const tree = parser.parse(text);
        if (!tree) return { type: 'ERROR', named: true, start: 0, end: text.length, field: null, missing: false, children: [] };
        if (tree.rootNode.hasError) {
          const offset = file.chunks.find((one) => one.text === text)?.offset ?? 0;
          broken.push({ start: offset, end: offset + text.length });
        }
        try {
          return copyTree(tree);
        } finally {
          tree.delete();
        }
      });
      return facts.errors.length > 0 ? facts : { ...facts, errors: broken };
    },
    dispose() {
      for (const parser of parsers.values()) parser.delete();
      parsers.clear();
      loading.clear();
    },
  };
}

type Open = { -readonly [key in keyof SyntaxNode]: SyntaxNode[key] } & { children: SyntaxNode[] };

/** Depth beyond which children are left out: pathological nesting must not exhaust the stack of the walkers. */
const depthLimit = 400;

/** Copies a tree with a cursor, which is several times faster than asking each node for its children. */
function copyTree(tree: treeSitter.Tree): SyntaxNode {
  const cursor = tree.walk();
  const read = (): Open => ({
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    start: cursor.startIndex,
    end: cursor.endIndex,
    field: cursor.currentFieldName,
    missing: cursor.nodeIsMissing,
    children: [],
  });
  const root = read();
  const stack: Open[] = [root];
  let descend = true;
  for (;;) {
    if (descend && stack.length < depthLimit && cursor.gotoFirstChild()) {
      const node = read();
      stack.at(-1)?.children.push(node);
      stack.push(node);
      continue;
    }
    if (stack.length === 1) break;
    stack.pop();
    if (cursor.gotoNextSibling()) {
      const node = read();
      stack.at(-1)?.children.push(node);
      stack.push(node);
      descend = true;
    } else {
      cursor.gotoParent();
      descend = false;
    }
  }
  cursor.delete();
  return root;
}
