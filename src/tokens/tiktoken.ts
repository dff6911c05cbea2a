import { init, Tiktoken } from 'tiktoken/lite/init';
import type { EncodingName } from '../model.ts';

/** The one global that is needed; the core's types know neither Node nor a browser. */
declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: unknown): Promise<never> };

/** Counts tokens with the encodings that are loaded. */
export interface Tokenizers {
  ready(encoding: EncodingName): Promise<void>;
  /** Exact BPE count; null while the encoding is not loaded. */
  count(encoding: EncodingName, text: string): number | null;
  /** Encodings that were asked for in vain: load them and ask again. */
  wanted(): readonly EncodingName[];
  dispose(): void;
}

/** Runs longer than this without a break are counted in pieces: BPE is quadratic in them. At most one token a cut is miscounted. */
const longestRun = 400;

/** @param load bytes of `tiktoken_bg.wasm`, `o200k_base.json`, `cl100k_base.json`. */
export function createTokenizers(load: (name: string) => Promise<Uint8Array>): Tokenizers {
  const loaded = new Map<EncodingName, Tiktoken>();
  const loading = new Map<EncodingName, Promise<void>>();
  const wanted = new Set<EncodingName>();
  const counts = new Map<string, number>();
  let runtime: Promise<void> | undefined;
  return {
    ready(encoding) {
      const known = loading.get(encoding);
      if (known) return known;
      runtime ??= load('tiktoken_bg.wasm').then((bytes) => init((imports) => WebAssembly.instantiate(bytes, imports)));
      const made = Promise.all([runtime, load(`${encoding}.json`)]).then(([, bytes]) => {
        const ranks = JSON.parse(new TextDecoder().decode(bytes)) as {
          bpe_ranks: string;
          special_tokens: Record<string, number>;
          pat_str: string;
        };
        wanted.delete(encoding);
        loaded.set(encoding, new Tiktoken(ranks.bpe_ranks, ranks.special_tokens, ranks.pat_str));
      });
      loading.set(encoding, made);
      return made;
    },
    count(encoding, text) {
      const tokenizer = loaded.get(encoding);
      if (!tokenizer) {
        wanted.add(encoding);
        return null;
      }
      const key = `${encoding}:${text}`;
      const known = counts.get(key);
      if (known !== undefined) return known;
      // No special tokens are allowed or forbidden: `<|endoftext|>` in a prompt is plain text there.
      const made = pieces(text).reduce((sum, piece) => sum + tokenizer.encode(piece, [], []).length, 0);
      if (counts.size > 5000) counts.clear();
      counts.set(key, made);
      return made;
    },
    wanted: () => [...wanted],
    dispose() {
      for (const tokenizer of loaded.values()) tokenizer.free();
      loaded.clear();
      loading.clear();
      counts.clear();
    },
  };
}

const unbroken = new RegExp(`(?:[\\p{L}\\p{M}]{${longestRun}}|[^\\S\\n]{${longestRun}}|[^\\s\\p{L}\\p{N}]{${longestRun}})`, 'gu');

function pieces(text: string): readonly string[] {
  const out: string[] = [];
  let last = 0;
  for (const match of text.matchAll(unbroken)) {
    out.push(text.slice(last, match.index + match[0].length));
    last = match.index + match[0].length;
  }
  out.push(text.slice(last));
  return out.filter((piece) => piece !== '');
}
