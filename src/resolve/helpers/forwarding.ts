import type { FunctionFact } from '../../model.ts';
import type { FunctionValue, ParameterRef, UnknownValue, Value } from '../values/values.ts';

/** Words of parameter names that carry what is sent to a model. */
const promptWords = new Set(
  'prompt prompts message messages msg msgs text texts query queries question questions input inputs content contents context contexts passage passages article articles history conversation chat instruction instructions document documents doc docs sentence sentences chunk chunks user request body payload params kwargs options args data'.split(
    ' ',
  ),
);
function namesPrompt(name: string): boolean {
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => promptWords.has(word.toLowerCase()));
}

/** What a handler reads from an HTTP request (`await req.json()`) is handed to it by the network, not by a caller. */
const readsRequest = /^result of \w+(?:\.\w+)?\.(?:json|text|formData)$/;
const readsBody = /\breq(?:uest)?\.(?:body|query)\b/;

/** Whether a value is, or holds, what a model answered. */
export function isAnswer(value: Value): boolean {
  if (value.kind === 'unknown') return value.answer === true;
  if (value.kind === 'choice') return value.alternatives.some(isAnswer);
  if (value.kind === 'text') return value.parts.some((part) => typeof part !== 'string' && part.answer === true);
  if (value.kind === 'list') return value.items.some((one) => !isMessage(one) && isAnswer(one)) || value.rest?.answer === true;
  return value.kind === 'record' && [...value.entries.values()].some(isAnswer);
}

/** A conversation that an answer was added to is what is sent next, not what was answered. */
function isMessage(value: Value): boolean {
  return value.kind === 'record' && value.entries.has('role') && value.entries.has('content');
}

/**
 * Whether a prompt value is (one message of) a parameter handed through. A text of the function's own with the parameter in it counts only
 * where the function gives the answer back (`ask(question) -> answer`): otherwise it is a task of its own that happens to use a model.
 * @param asks whether it gives the answer back; asked only where it matters.
 */
export function forwards(value: Value, fn: FunctionValue, facts: FunctionFact, asks: () => boolean, depth = 0): boolean {
  if (depth > 8) return false;
  const own = (refs: readonly ParameterRef[]) =>
    refs.some((ref) => ref.file === fn.file && ref.function === fn.function && isCarrier(facts, ref.index));
  switch (value.kind) {
    case 'unknown':
      if (readsRequest.test(value.reason) || readsBody.test(value.name)) return false;
      if (value.parameter) return own([value.parameter]) || (value.parameter.file === fn.file && value.parameter.function === fn.function);
      return own(value.roots.filter((ref) => carriesPrompt({ ...value, roots: [ref] }, facts)));
    case 'text': {
      const fixed = value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.trim().length : 0), 0);
      if (fixed === 0) return value.parts.some((part) => typeof part !== 'string' && forwards(part, fn, facts, asks, depth + 1));
      const carried = value.parts.filter(
        (part): part is UnknownValue =>
          typeof part !== 'string' && (part.roots.length === 0 || carriesPrompt(part, facts)) && forwards(part, fn, facts, asks, depth + 1),
      );
      // Several parts of what was handed over, put together anew (`f"# {one.role}\n{one.content}"`), are the function's own text, however little it adds.
      const isOwn = fixed > 40 || carried.filter((part) => part.parameter === undefined).length > 1;
      return carried.length > 0 && (!isOwn || asks());
    }
    case 'list':
      return (
        value.items.some((item) => forwards(item, fn, facts, asks, depth + 1)) ||
        (value.rest !== null && forwards(value.rest, fn, facts, asks, depth + 1))
      );
    case 'record':
      return (
        ['content', 'text', 'parts', 'input', 'prompt', 'messages', 'contents', 'question', 'query', '#0'].some((key) => {
          const entry = value.entries.get(key);
          return entry !== undefined && forwards(entry, fn, facts, asks, depth + 1);
        }) ||
        (value.rest !== null && forwards(value.rest, fn, facts, asks, depth + 1))
      );
    case 'choice': {
      const own = value.alternatives.filter((one) => !forwards(one, fn, facts, asks, depth + 1));
      // One conversation, cleaned on some path: what can be read of it holds.
      return own.length < value.alternatives.length && !own.some((one) => one.kind === 'list' && one.items.some(isInstruction));
    }
    default:
      return false;
  }
}

/** A message of the function's own, with no hole in it. */
function isInstruction(value: Value): boolean {
  const content = value.kind === 'record' ? value.entries.get('content') : undefined;
  return (
    content?.kind === 'text' && content.parts.length === 1 && typeof content.parts[0] === 'string' && content.parts[0].trim().length > 40
  );
}

/** Whether a parameter that a value comes from is named like something that is sent to a model. */
function carriesPrompt(value: UnknownValue, facts: FunctionFact): boolean {
  return value.roots.some(
    (ref) => namesPrompt(facts.parameters[ref.index]?.name ?? '') || (isContainer(facts, ref.index) && namesPrompt(value.name)),
  );
}

/** `function ask({ prompt, model })`, `function ask(props)`: the parameter has no telling name of its own, what is taken from it has. */
function isContainer(facts: FunctionFact, index: number): boolean {
  const { name = '', annotation } = facts.parameters[index] ?? {};
  const type = annotation?.kind === 'name' ? annotation.name : annotation?.kind === 'member' ? annotation.property : '';
  return /^(?:parameter |(?:props|opts?|p|ctx|job|event|item|req)$)/.test(name) || /^[A-Z]\w*[a-z]/.test(type);
}

/** The receiver is no carrier, nor is a parameter that plainly names something else. */
function isCarrier(facts: FunctionFact, index: number): boolean {
  const name = facts.parameters[index]?.name ?? '';
  return !/^(self|cls|this|model|model_name|client|llm|temperature|api_key|max_tokens|config)$/.test(name);
}
