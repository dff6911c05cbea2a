import type { Prompt, PromptHole, PromptSegment, Role } from '../../model.ts';
import { pickRecord } from '../values/expressions.ts';
import { isMarked, type Found } from './paths.ts';
import type { Value } from '../values/values.ts';
import { cacheMarkers, holeOf, jsonOf, piecesOf, type Pieces } from './pieces.ts';

/** What is sent, from the values at the places an operation names. `earlier`: turns that were said before go along, `retrieved`: documents that the library looks up. */
export function toPrompt(found: {
  readonly system: Found;
  readonly messages: Found;
  readonly prompt: Found;
  readonly tools: Found;
  readonly schema: Found;
  readonly earlier?: boolean;
  readonly retrieved?: boolean;
}): Prompt {
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
      if (value.rest)
        add('user', { parts: [{ ...holeOf(value.rest.name || 'messages', value.rest), hint: 'history' }], images: 0, open: true });
    } else if (value.kind === 'record' && !value.entries.has('role') && !value.entries.has('content')) {
      add('user', piecesOf(value));
      messageCount++;
    } else {
      add(
        'user',
        value.kind === 'unknown'
          ? { parts: [{ ...holeOf(value.name || 'messages', value), hint: 'history' }], images: 0, open: false }
          : piecesOf(value),
      );
      messageCount++;
    }
  } else if (found.messages.state === 'open' && found.prompt.state === 'absent') whole('user', found.messages);
  if (found.prompt.state === 'here' || (found.prompt.state === 'open' && found.messages.state === 'absent')) whole('user', found.prompt);
  // A prompt of one's own has a place for them.
  if (found.retrieved && !segments.some((one) => one.parts.some((part) => typeof part !== 'string' && holdsDocuments(part))))
    add('user', { parts: [{ name: 'what is looked up', span: null, hint: 'document' }], images: 0, open: true });
  // A word there (`output: 'no-schema'`) is the name of a way to answer.
  if (found.schema.state === 'here' && found.schema.value.kind !== 'text') {
    const text = jsonOf(found.schema.value);
    if (text.text !== '') segments.push({ role: 'schema', parts: [text.text] });
  }
  const dynamic = segments.length > 0 && segments.every((segment) => segment.parts.every((part) => typeof part !== 'string'));
  const partial = open || segments.some((segment) => segment.parts.some((part) => typeof part !== 'string'));
  return {
    state: segments.length === 0 || dynamic ? 'dynamic' : partial ? 'partial' : 'known',
    segments,
    messageCount: Math.max(messageCount, 1),
    tools: toolsOf(found.tools),
    images,
    ...(cacheMark !== undefined ? { cacheMark } : {}),
  };
}

function holdsDocuments({ hint, name }: PromptHole): boolean {
  return hint === 'document' || /context|document|summar|schema|source|passage/i.test(name);
}

/** Of several possible conversations the one with most messages, else most text: the range of the others lies below it. */
function longest(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const size = (one: Value): readonly [messages: number, text: number] =>
    one.kind === 'list'
      ? [1 + one.items.length, 0]
      : one.kind === 'text'
        ? [1, one.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)]
        : [0, 0];
  return value.alternatives.reduce((best, one) => {
    const [a, b] = [size(one), size(best)];
    return a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? one : best;
  });
}

const roles: Record<string, Role> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  model: 'assistant',
  ai: 'assistant',
  tool: 'tool',
  function: 'tool',
  SystemMessage: 'system',
  HumanMessage: 'user',
  AIMessage: 'assistant',
  ToolMessage: 'tool',
  UserMessage: 'user',
  AssistantMessage: 'assistant',
  SystemMessagePromptTemplate: 'system',
};

function messageOf(value: Value): [Role, Pieces] {
  const record = pickRecord(value);
  if (record) {
    const role = record.entries.get('role');
    const named =
      role?.kind === 'text' ? role.parts.join('') : role?.kind === 'external' ? (role.path.at(-1) ?? '') : (record.external ?? '');
    return [roles[named] ?? roles[named.toLowerCase()] ?? 'user', piecesOf(record)];
  }
  if (value.kind === 'list' && value.items.length === 2 && value.items[0]?.kind === 'text') {
    const [role, content] = value.items;
    return [roles[role.parts.join('').toLowerCase()] ?? 'user', piecesOf(content as Value)];
  }
  return ['user', piecesOf(value)];
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
