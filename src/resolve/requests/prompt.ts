import type { Prompt, PromptHole, PromptSegment, Role } from '../../model.ts';
import { fileIn, isUploaded } from './promptFiles.ts';
import { pickRecord } from '../values/expressions.ts';
import { isMarked, type Found } from './paths.ts';
import type { Value } from '../values/values.ts';

/** Keys by which a part of a prompt asks to be cached: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching, https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html */
const cacheMarkers = ['cache_control', 'cacheControl', 'cachePoint', 'cache_point'];

interface Pieces {
  readonly parts: (string | PromptHole)[];
  images: number;
  open: boolean;
  /** Parts up to and with the last one that a cache marker stands on. */
  mark?: number;
}

/** What is sent, from the values at the places an operation names. `earlier`: turns that were said before go along. */
export function toPrompt(found: { readonly system: Found; readonly messages: Found; readonly prompt: Found; readonly tools: Found; readonly schema: Found; readonly earlier?: boolean }): Prompt {
  const segments: PromptSegment[] = [];
  let images = 0;
  let messageCount = 0;
  let open = false;
  let cacheMark: Prompt['cacheMark'] = found.tools.state === 'here' && isMarked(found.tools.value, cacheMarkers) ? 'tools' : undefined;
  const add = (role: Role, pieces: Pieces) => {
    if (pieces.parts.length > 0) segments.push({ role, parts: pieces.parts });
    if (pieces.mark !== undefined && segments.length > 0) cacheMark = { segment: segments.length - 1, parts: pieces.mark };
    images += pieces.images;
    open ||= pieces.open;
  };
  const whole = (role: Role, one: Found) => {
    if (one.state === 'open') {
      if (one.why.name !== '') add(role, { parts: [holeOf(one.why.name, one.why)], images: 0, open: true });
      open = true;
    } else if (one.state === 'here') {
      add(role, piecesOf(one.value));
      messageCount++;
    }
  };
  if (found.system.state !== 'absent') whole('system', found.system);
  if (found.earlier) add('user', { parts: [{ name: 'earlier turns', span: null, hint: 'history' }], images: 0, open: true });
  if (found.messages.state === 'here') {
    const value = longest(found.messages.value);
    if (value.kind === 'list') {
      for (const item of value.items) {
        add(...messageOf(item));
        messageCount++;
      }
      if (value.rest) add('user', { parts: [{ ...holeOf(value.rest.name || 'messages', value.rest), hint: 'history' }], images: 0, open: true });
    } else if (value.kind === 'record' && !value.entries.has('role') && !value.entries.has('content')) {
      add('user', piecesOf(value));
      messageCount++;
    } else {
      const pieces = piecesOf(value);
      if (value.kind === 'unknown') pieces.parts.splice(0, pieces.parts.length, { ...holeOf(value.name || 'messages', value), hint: 'history' });
      add('user', pieces);
      messageCount++;
    }
  } else if (found.messages.state === 'open' && found.prompt.state === 'absent') whole('user', found.messages);
  if (found.prompt.state === 'here' || (found.prompt.state === 'open' && found.messages.state === 'absent')) whole('user', found.prompt);
  // A word there (`output: 'no-schema'`) is the name of a way to answer.
  if (found.schema.state === 'here' && found.schema.value.kind !== 'text') {
    const text = jsonOf(found.schema.value);
    if (text.text !== '') segments.push({ role: 'schema', parts: [text.text] });
  }
  const dynamic = segments.length > 0 && segments.every((segment) => segment.parts.every((part) => typeof part !== 'string'));
  const partial = open || segments.some((segment) => segment.parts.some((part) => typeof part !== 'string'));
  return { state: segments.length === 0 || dynamic ? 'dynamic' : partial ? 'partial' : 'known', segments, messageCount: Math.max(messageCount, 1), tools: toolsOf(found.tools), images, ...(cacheMark !== undefined ? { cacheMark } : {}) };
}

/** Of several possible conversations the one with most messages, else most text: the range of the others lies below it. */
function longest(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const size = (one: Value): readonly [messages: number, text: number] => (one.kind === 'list' ? [1 + one.items.length, 0] : one.kind === 'text' ? [1, one.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)] : [0, 0]);
  return value.alternatives.reduce((best, one) => {
    const [a, b] = [size(one), size(best)];
    return a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? one : best;
  });
}

const roles: Record<string, Role> = {
  system: 'system', developer: 'system', user: 'user', human: 'user', assistant: 'assistant', model: 'assistant', ai: 'assistant', tool: 'tool', function: 'tool',
  SystemMessage: 'system', HumanMessage: 'user', AIMessage: 'assistant', ToolMessage: 'tool', UserMessage: 'user', AssistantMessage: 'assistant', SystemMessagePromptTemplate: 'system',
};

function messageOf(value: Value): [Role, Pieces] {
  const record = pickRecord(value);
  if (record) {
    const role = record.entries.get('role');
    const named = role?.kind === 'text' ? role.parts.join('') : role?.kind === 'external' ? (role.path.at(-1) ?? '') : (record.external ?? '');
    return [roles[named] ?? roles[named.toLowerCase()] ?? 'user', piecesOf(record)];
  }
  if (value.kind === 'list' && value.items.length === 2 && value.items[0]?.kind === 'text') {
    const [role, content] = value.items;
    return [roles[role.parts.join('').toLowerCase()] ?? 'user', piecesOf(content as Value)];
  }
  return ['user', piecesOf(value)];
}

function piecesOf(value: Value, depth = 0): Pieces {
  const out: Pieces = { parts: [], images: 0, open: false };
  const take = (inner: Value | undefined) => {
    if (!inner) return;
    const pieces = piecesOf(inner, depth + 1);
    if (pieces.mark !== undefined) out.mark = out.parts.length + pieces.mark;
    out.parts.push(...pieces.parts);
    out.images += pieces.images;
    out.open ||= pieces.open;
  };
  if (depth > 8) return out;
  switch (value.kind) {
    case 'text':
      for (const part of value.parts) {
        if (typeof part !== 'string') out.parts.push(holeOf(part.name, part));
        else if (part !== '') out.parts.push(part);
      }
      break;
    case 'number': out.parts.push(String(value.value)); break;
    case 'list':
      value.items.forEach(take);
      if (value.rest) {
        out.parts.push({ ...holeOf(value.rest.name || 'items', value.rest), hint: 'list' });
        out.open = true;
      }
      break;
    case 'record': {
      const type = value.entries.get('type');
      const kind = type?.kind === 'text' ? type.parts.join('') : '';
      const marked = cacheMarkers.some((key) => value.entries.has(key) && value.entries.get(key)?.kind !== 'null') || ['providerOptions', 'provider_options', 'additional_kwargs', 'experimental_providerMetadata'].some((key) => isMarked(value.entries.get(key), cacheMarkers));
      if (marked && [...value.entries.keys()].every((key) => cacheMarkers.includes(key))) {
        out.mark = 0;
        break;
      }
      const file = fileIn(value);
      if (file === 'image') out.images++;
      else if (file) {
        out.parts.push(file);
        out.open = true;
      } else if (/image/.test(kind) || value.entries.has('inline_data') || value.entries.has('inlineData') || value.entries.has('image_url') || value.entries.has('image')) out.images++;
      else {
        const content = ['content', 'text', 'parts', 'input_text', 'input', 'prompt', 'page_content', 'contents', '#0'].map((key) => value.entries.get(key)).find((one) => one !== undefined);
        if (content) take(content);
        else if (value.rest) out.parts.push(holeOf(value.rest.name, value.rest));
        else {
          const json = jsonOf(value);
          if (json.text !== '{}') out.parts.push(json.text);
        }
      }
      out.open ||= value.rest !== null;
      if (marked) out.mark = out.parts.length;
      break;
    }
    case 'choice': {
      const pieces = value.alternatives.filter((one) => one.kind !== 'null').map((one) => piecesOf(one, depth + 1));
      const size = (one: Pieces) => one.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
      const best = pieces.reduce<Pieces | null>((long, one) => (long === null || size(one) > size(long) ? one : long), null);
      if (best) {
        out.parts.push(...best.parts);
        out.images += best.images;
        out.open = true;
        if (best.mark !== undefined) out.mark = best.mark;
      }
      break;
    }
    case 'null':
    case 'flag': break;
    case 'unknown': out.parts.push({ ...holeOf(value.name, value), ...isUploaded(value) }); break;
    default: out.parts.push({ name: value.kind, span: value.span, hint: 'unknown' });
  }
  return out;
}

function holeOf(name: string, value: Value): PromptHole {
  return { name: name || 'value', span: value.span, hint: hintOf(name), ...(value.kind === 'unknown' ? { reason: value.reason } : {}) };
}

function hintOf(name: string): PromptHole['hint'] {
  if (/hist|messages|conversation|transcript|memory|chat_log/i.test(name)) return 'history';
  if (/docs?\b|documents?|context|chunks?|article|content|passages?|sources?|pages?|file|code|diff|html|markdown|transcri/i.test(name)) return 'document';
  if (/count|num|index|limit|\bid\b|_id\b|Id\b|len\(|length|year|date|time|age|score/i.test(name)) return 'number';
  if (/list|items|join\(|rows|results|tags|names|keys/i.test(name)) return 'list';
  if (/image|photo|picture|img/i.test(name)) return 'image';
  if (/audio|voice|speech/i.test(name)) return 'audio';
  if (/question|query|prompt|message|text|input|name|title|topic|subject|instruction/i.test(name)) return 'text';
  return 'unknown';
}

function toolsOf(found: Found): Prompt['tools'] {
  if (found.state === 'absent') return null;
  if (found.state === 'open') return { count: 0, schemaText: '', complete: false };
  const value = longest(found.value);
  if (value.kind === 'list') {
    const json = jsonOf(value);
    return { count: value.items.length, schemaText: json.text, complete: json.complete && value.rest === null };
  }
  const record = pickRecord(value);
  if (record) {
    const json = jsonOf(record);
    return { count: record.entries.size, schemaText: json.text, complete: json.complete };
  }
  return { count: 0, schemaText: '', complete: false };
}

/** The known part of a value as JSON. */
function jsonOf(value: Value, depth = 0): { readonly text: string; readonly complete: boolean } {
  let complete = true;
  const go = (inner: Value, at: number): unknown => {
    if (at > 12) return null;
    switch (inner.kind) {
      case 'text':
        complete &&= inner.parts.every((part) => typeof part === 'string');
        return inner.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
      case 'number': return inner.value;
      case 'flag': return inner.value;
      case 'null': return null;
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
