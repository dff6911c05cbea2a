import type { Chunk, FileFacts, LanguageId } from '../model.ts';
import { createFactsBuilder } from './builder.ts';
import { recordComments } from './comments.ts';
import { walk } from './javascriptStatements.ts';
import type { Language, Parse } from './language.ts';

/** One adapter for the four dialects; they differ in grammar only. Grammars: https://github.com/tree-sitter/tree-sitter-javascript, https://github.com/tree-sitter/tree-sitter-typescript */
function dialect(id: LanguageId, extensions: readonly string[], editorIds: readonly string[], grammar: string): Language {
  return {
    id,
    extensions,
    editorIds,
    grammar,
    lineComment: '//',
    extract: (path: string, chunks: readonly Chunk[], parse: Parse): FileFacts => {
      const builder = createFactsBuilder(path, id, chunks);
      for (const chunk of chunks) {
        const root = parse(chunk.text);
        walk.statement(root, { builder, text: chunk.text, offset: chunk.offset, scope: 0, functionScope: 0, fn: null, path: '', walk });
        recordComments(builder, root, chunk.text, chunk.offset);
      }
      return builder.facts();
    },
  };
}

/** Plain JavaScript, module or CommonJS. Its grammar reads JSX too, which React code often has in `.js`. */
export const javascript = dialect('javascript', ['.js', '.mjs', '.cjs'], ['javascript'], 'tree-sitter-javascript');
/** The same grammar as `javascript`: only endings and editor identifier differ. */
export const jsx = dialect('jsx', ['.jsx'], ['javascriptreact'], 'tree-sitter-javascript');
/** TypeScript without JSX, where `<T>value` is a cast. */
export const typescript = dialect('typescript', ['.ts', '.mts', '.cts'], ['typescript'], 'tree-sitter-typescript');
/** TypeScript with JSX: a grammar of its own, since `<T>` opens an element here. */
export const tsx = dialect('tsx', ['.tsx'], ['typescriptreact'], 'tree-sitter-tsx');
