import type { PromptHole } from '../../model.ts';
import { subjectOf } from '../../text/subject.ts';
import type { ChoiceValue, RecordValue, Value } from '../values/values.ts';
import { isMarked } from './paths.ts';
import { fileIn, isUploaded } from './promptFiles.ts';

/** Keys by which a part of a prompt asks to be cached: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching, https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html */
export const cacheMarkers = ['cache_control', 'cacheControl', 'cachePoint', 'cache_point'];

/** What a part of a prompt comes to. */
export interface Pieces {
  readonly parts: readonly (string | PromptHole)[];
  readonly images: number;
  /** More may be in it than is seen. */
  readonly open: boolean;
  /** Parts up to and with the last one that a cache marker stands on. */
  readonly mark?: number;
}

/** The texts and variables of a value, in order, as they are sent; what it holds besides is counted. */
export function piecesOf(value: Value, depth = 0): Pieces {
  if (depth > 8) return none;
  switch (value.kind) {
    case 'text':
      return {
        ...none,
        parts: value.parts.filter((part) => part !== '').map((part) => (typeof part === 'string' ? part : holeOf(part.name, part))),
      };
    case 'number':
      return { ...none, parts: [String(value.value)] };
    case 'list': {
      const items = joined(value.items.map((one) => piecesOf(one, depth + 1)));
      return value.rest
        ? { ...items, parts: [...items.parts, { ...holeOf(value.rest.name || 'items', value.rest), hint: 'list' }], open: true }
        : items;
    }
    case 'record':
      return ofRecord(value, depth);
    case 'choice':
      return ofChoice(value, depth);
    case 'null':
    case 'flag':
      return none;
    case 'unknown':
      return { ...none, parts: [{ ...holeOf(value.name, value), ...isUploaded(value) }] };
    default:
      return { ...none, parts: [{ name: value.kind, span: value.span, hint: 'unknown' }] };
  }
}

const none: Pieces = { parts: [], images: 0, open: false };

/** One after the other; the last mark counts. */
function joined(all: readonly Pieces[]): Pieces {
  let before = 0;
  let mark: number | undefined;
  for (const one of all) {
    if (one.mark !== undefined) mark = before + one.mark;
    before += one.parts.length;
  }
  return {
    parts: all.flatMap((one) => one.parts),
    images: all.reduce((sum, one) => sum + one.images, 0),
    open: all.some((one) => one.open),
    ...(mark === undefined ? {} : { mark }),
  };
}

/** Records that a marker may stand in besides the part itself. */
const optionKeys = ['providerOptions', 'provider_options', 'additional_kwargs', 'experimental_providerMetadata'];
/** Keys that the text of a part stands under. */
const contentKeys = ['content', 'text', 'parts', 'input_text', 'input', 'prompt', 'page_content', 'contents', '#0'];

function ofRecord(value: RecordValue, depth: number): Pieces {
  const { entries } = value;
  const isMarkedHere =
    cacheMarkers.some((key) => entries.has(key) && entries.get(key)?.kind !== 'null') ||
    optionKeys.some((key) => isMarked(entries.get(key), cacheMarkers));
  if (isMarkedHere && [...entries.keys()].every((key) => cacheMarkers.includes(key))) return { ...none, mark: 0 };
  const content = contentOf(value, depth);
  return { ...content, open: content.open || value.rest !== null, ...(isMarkedHere ? { mark: content.parts.length } : {}) };
}

/** What a part of a message holds: a file, an image, a text, or a record of any kind, which is sent as JSON. */
function contentOf(value: RecordValue, depth: number): Pieces {
  const { entries, rest } = value;
  const type = entries.get('type');
  const file = fileIn(value);
  if (file && file !== 'image') return { ...none, parts: [file], open: true };
  if (
    file ||
    (type?.kind === 'text' && /image/.test(type.parts.join(''))) ||
    ['inline_data', 'inlineData', 'image_url', 'image'].some((key) => entries.has(key))
  )
    return { ...none, images: 1 };
  const content = contentKeys.map((key) => entries.get(key)).find((one) => one !== undefined);
  if (content) {
    const said = piecesOf(content, depth + 1);
    return { ...said, images: said.images + picturesIn(entries.get('images')) };
  }
  if (rest) return { ...none, parts: [holeOf(rest.name, rest)] };
  const { text } = jsonOf(value);
  return text === '{}' ? none : { ...none, parts: [text] };
}

/** Pictures that go along with a text: `{ text, images: [...] }` of the AI SDK, `{ content, images: [...] }` of Ollama. At least one where their number is not known. */
function picturesIn(images: Value | undefined): number {
  if (images === undefined || images.kind === 'null') return 0;
  return images.kind === 'list' && images.rest === null ? images.items.length : 1;
}

/** Characters that a variable is taken for when lengths are compared: a word, a sentence, paragraphs, pages. What nothing is known of may be short. */
const lengths: Readonly<Record<PromptHole['hint'], number>> = {
  number: 1,
  unknown: 1,
  text: 60,
  list: 200,
  image: 200,
  audio: 200,
  history: 4000,
  document: 4000,
};

/** The longest of several: the range of the others lies below it. */
function ofChoice(value: ChoiceValue, depth: number): Pieces {
  const all = value.alternatives.filter((one) => one.kind !== 'null').map((one) => piecesOf(one, depth + 1));
  const size = ({ parts }: Pieces) =>
    parts.reduce(
      // A short variable among words changes little; alone it is all that is said.
      (sum, part) => sum + (typeof part === 'string' ? part.length : part.hint === 'text' && parts.length > 1 ? 1 : lengths[part.hint]),
      0,
    );
  const [first, ...others] = all;
  return first ? { ...others.reduce((long, one) => (size(one) > size(long) ? one : long), first), open: true } : none;
}

/** A variable of a prompt, by its name. */
export function holeOf(name: string, value: Value): PromptHole {
  return { name: name || 'value', span: value.span, hint: hintOf(name), ...(value.kind === 'unknown' ? { reason: value.reason } : {}) };
}

function hintOf(source: string): PromptHole['hint'] {
  const name = subjectOf(source);
  if (/hist|messages|conversation|transcript|memory|chat_log/i.test(name)) return 'history';
  if (/docs?\b|documents?|context|chunks?|article|content|passages?|sources?|pages?|file|code|diff|html|markdown|transcri/i.test(name))
    return 'document';
  if (/count|num|index|limit|\bid\b|_id\b|Id\b|len\(|length|year|date|time|age|score/i.test(name)) return 'number';
  if (/list|items|rows|results|tags|names|keys/i.test(name) || /join\(/.test(source)) return 'list';
  if (/image|photo|picture|img/i.test(name)) return 'image';
  if (/audio|voice|speech/i.test(name)) return 'audio';
  if (/question|query|prompt|message|text|input|name|title|topic|subject|instruction/i.test(name)) return 'text';
  return 'unknown';
}

/** The known part of a value as JSON. */
export function jsonOf(value: Value, depth = 0): { readonly text: string; readonly complete: boolean } {
  let complete = true;
  const go = (inner: Value, at: number): unknown => {
    if (at > 12) return null;
    switch (inner.kind) {
      case 'text':
        complete &&= inner.parts.every((part) => typeof part === 'string');
        return inner.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
      case 'number':
        return inner.value;
      case 'flag':
        return inner.value;
      case 'null':
        return null;
      case 'list':
        complete &&= inner.rest === null;
        return inner.items.map((one) => go(one, at + 1));
      case 'record':
        complete &&= inner.rest === null;
        return Object.fromEntries([...inner.entries].map(([key, one]) => [key, go(one, at + 1)]));
      case 'choice':
        complete = false;
        return inner.alternatives[0] ? go(inner.alternatives[0], at + 1) : null;
      default:
        complete = false;
        return undefined;
    }
  };
  const made = go(value, depth);
  return { text: made === undefined ? '' : (JSON.stringify(made) ?? ''), complete };
}
