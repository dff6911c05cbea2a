import type { FileKind, PromptHole } from '../../model.ts';
import type { RecordValue, UnknownValue, Value } from '../values/values.ts';

/** Keys under which parts of a prompt name the type of their data. */
const typeKeys = ['mime_type', 'mimeType', 'media_type', 'mediaType'];
/**
 * Words by which a part says that it is a file. OpenAI: https://platform.openai.com/docs/guides/pdf-files, https://platform.openai.com/docs/guides/audio ·
 * Anthropic: https://docs.anthropic.com/en/docs/build-with-claude/pdf-support · Mistral: https://docs.mistral.ai/capabilities/document_ai/document_qna
 */
const partTypes: Readonly<Record<string, FileKind>> = {
  input_audio: 'audio',
  audio: 'audio',
  audio_url: 'audio',
  video: 'video',
  video_url: 'video',
  input_video: 'video',
  input_file: 'file',
  file: 'file',
  document: 'pdf',
  document_url: 'pdf',
  media: 'file',
};
/** Keys of the parts themselves where no word says it. Bedrock: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html */
const partKeys: Readonly<Record<string, FileKind>> = {
  input_audio: 'audio',
  file_data: 'file',
  fileData: 'file',
  inline_data: 'file',
  inlineData: 'file',
  file_uri: 'file',
  fileUri: 'file',
  document: 'pdf',
  video: 'video',
};
const dataKeys = [
  'data',
  'file_data',
  'fileData',
  'bytes',
  'url',
  'file_url',
  'uri',
  'file_uri',
  'fileUri',
  'file_id',
  'fileId',
  'source',
  'file',
  'input_audio',
  'audio',
  'audio_url',
  'video',
  'video_url',
  'document',
  'document_url',
  'inline_data',
  'inlineData',
];

/** A part of a prompt that is a file and no text, as a hole that is named for its data; `image` for a picture, null for anything else. */
export function fileIn(record: RecordValue): (PromptHole & { readonly file: FileKind }) | 'image' | null {
  const word = textOf(record.entries.get('type'));
  const mime = deep(record, typeKeys) ?? formatOf(record);
  const key = Object.keys(partKeys).find(
    (one) => record.entries.get(one)?.kind === 'record' || (one.startsWith('file') && record.entries.has(one)),
  );
  const said =
    partTypes[word] ??
    (key === undefined ? undefined : partKeys[key]) ??
    (mime !== null && dataKeys.some((one) => record.entries.has(one)) ? 'file' : undefined);
  if (said === undefined || textSource(record)) return null;
  const kind = (said === 'file' || said === 'pdf') && mime !== null ? kindOfType(mime, said) : said;
  if (kind === 'image' || kind === null) return kind;
  const data = dataOf(record);
  const known = kind === 'file' ? (kindOfType(data.name, kind) ?? kind) : kind;
  if (known === 'image') return 'image';
  return {
    name: data.name || known,
    span: data.span,
    hint: known === 'audio' ? 'audio' : 'document',
    file: known,
    ...(data.kind === 'unknown' ? { reason: data.reason } : {}),
  };
}

/** What an upload gives is a file wherever it is sent: `client.files.upload(...)`, `genai.upload_file(...)`. */
export function isUploaded({ reason, name }: UnknownValue): { readonly file: FileKind } | Record<string, never> {
  if (!/result of (?:[\w.]*\.)?(?:files\.(?:upload|create)|upload_?file)$/i.test(reason)) return {};
  const kind = kindOfType(name, 'file');
  return { file: kind === 'image' || kind === null ? 'file' : kind };
}

/** `audio/mp3`, `application/pdf`, a name like `call.mp3`; null: text. */
function kindOfType(type: string, otherwise: FileKind): FileKind | 'image' | null {
  if (/^text\/|^application\/json|\.(?:txt|md|csv|json)$/i.test(type)) return null;
  if (/^image\/|image|photo|picture|\.(?:png|jpe?g|webp|gif)$/i.test(type)) return 'image';
  if (/audio|speech|voice|\b(?:mp3|wav|ogg|flac|m4a)\b/i.test(type)) return 'audio';
  if (/video|\b(?:mp4|mov|webm|mkv)\b/i.test(type)) return 'video';
  // Formats of Bedrock's documents that are read as text.
  if (/^(?:txt|md|csv|html|docx?|xlsx?)$|officedocument/i.test(type)) return 'file';
  return /pdf/i.test(type) ? 'pdf' : otherwise;
}

/** Anthropic's documents of plain text or of content blocks are text. */
function textSource(record: RecordValue): boolean {
  const source = record.entries.get('source');
  return source?.kind === 'record' && ['text', 'content'].includes(textOf(source.entries.get('type')));
}

function formatOf(record: RecordValue): string | null {
  for (const key of ['document', 'video', 'audio', 'input_audio']) {
    const inner = record.entries.get(key);
    const format = inner?.kind === 'record' ? textOf(inner.entries.get('format')) : '';
    if (format !== '') return format;
  }
  const file = record.entries.get('file');
  const named = textOf(record.entries.get('filename')) || textOf(file?.kind === 'record' ? file.entries.get('filename') : undefined);
  return named === '' ? null : named;
}

function deep(record: RecordValue, keys: readonly string[], depth = 0): string | null {
  for (const [key, value] of record.entries) {
    if (keys.includes(key) && textOf(value) !== '') return textOf(value);
    const inner = value.kind === 'record' && depth < 2 ? deep(value, keys, depth + 1) : null;
    if (inner !== null) return inner;
  }
  return null;
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'text' ? value.parts.filter((part) => typeof part === 'string').join('') : '';
}

/** Where the data of a part comes from, as it is called in the code. */
function dataOf(
  record: RecordValue,
  depth = 0,
): { readonly kind: string; readonly name: string; readonly span: PromptHole['span']; readonly reason: string } {
  for (const key of dataKeys) {
    const value = record.entries.get(key);
    if (value?.kind === 'record' && depth < 3) return dataOf(value, depth + 1);
    if (value?.kind === 'external')
      return { kind: 'unknown', name: value.path.at(-1) ?? '', span: value.span, reason: 'not defined in the project' };
    if (value?.kind === 'unknown') return { kind: 'unknown', name: value.name, span: value.span, reason: value.reason };
    if (value?.kind === 'text') {
      const hole = value.parts.find((part) => typeof part !== 'string');
      const written = textOf(value);
      return {
        kind: hole ? 'unknown' : 'text',
        name: hole?.name || (written.length < 120 && !written.startsWith('data:') ? written : ''),
        span: value.span,
        reason: hole?.reason ?? '',
      };
    }
  }
  return { kind: 'none', name: '', span: record.span, reason: '' };
}
