import type { CallDetails, LanguageFamily, Setting } from '../../model.ts';
import { plainText, type Arguments, type HandleLayer, type Value } from '../values/values.ts';
import type { Evaluator } from '../values/evaluator.ts';

/** Settings that advice asks for, in the names that SDKs give them. */
const advised = new Set([
  ...['temperature', 'top_p', 'topP', 'top_k', 'topK'],
  ...['presence_penalty', 'presencePenalty', 'frequency_penalty', 'frequencyPenalty'],
  ...['logprobs', 'top_logprobs', 'topLogprobs', 'logit_bias', 'logitBias'],
  ...['stop', 'stop_sequences', 'stopSequences'],
  ...['max_tokens', 'maxTokens', 'maxOutputTokens', 'max_completion_tokens'],
  ...['reasoning_effort', 'reasoningEffort', 'effort', 'thinking', 'budget_tokens', 'budgetTokens'],
  ...['tools', 'functions', 'tool_choice', 'toolChoice', 'response_model', 'maxSteps'],
  ...['use_responses_api', 'useResponsesApi', 'response_modalities', 'responseModalities'],
]);

/** What requests say, tools, and what goes along: settings are not looked for inside. */
const content = new Set([
  ...['messages', 'contents', 'input', 'prompt', 'system', 'instructions', 'tools', 'functions'],
  ...['response_format', 'responseFormat', 'schema', 'text_format', 'metadata'],
  ...['headers', 'extra_headers', 'default_headers', 'defaultHeaders', 'cookies'],
]);

/** Names of what settings are handed around in. */
const holder = /kwargs|params|options|config|settings|body|payload|extra|args/i;

/**
 * What a request sets: its own arguments first, then those of the objects that it is made on and with.
 * @param layers what made these, nearest first
 * @param isOpen something that would say more is out of sight
 */
export function settingsOf(
  e: Evaluator,
  args: Arguments,
  layers: readonly HandleLayer[],
  family: LanguageFamily,
  isOpen: boolean,
): Pick<CallDetails, 'sets' | 'setsMore'> {
  const sets = new Map<string, Setting>();
  let more = isOpen;
  const take = (name: string, value: Value, isSure: boolean) => {
    if (!advised.has(name) || sets.has(name) || isNothing(value)) return;
    const one = onlyOf(value);
    const plain = plainOf(one);
    const isDefault = (one.kind === 'number' || one.kind === 'text') && (one.how === 'default-param' || one.how === 'env-default');
    sets.set(name, {
      isSure: isSure && !mayBeNothing(e, value, family),
      ...(plain === null ? {} : { value: plain }),
      ...(isDefault ? { isDefault } : {}),
    });
  };
  const look = (value: Value, isSure: boolean, counts: boolean, depth: number): void => {
    if (depth > 6) return;
    if (value.kind === 'record') {
      for (const [name, inner] of value.entries) {
        take(name, inner, isSure);
        if (!content.has(name)) look(inner, isSure && !mayBeNothing(e, inner, family), counts, depth + 1);
      }
      more ||= counts && value.rest !== null;
    } else if (value.kind === 'list') for (const one of value.items) look(one, isSure, counts, depth + 1);
    else if (value.kind === 'choice') for (const one of value.alternatives) look(one, false, counts, depth + 1);
    else if (value.kind === 'unknown' && holder.test(value.name) && !value.textual) more ||= counts;
  };
  const lookIn = (from: Arguments, counts: boolean) => {
    for (const [name, value] of from.named) {
      take(name, value(), true);
      if (!content.has(name)) look(value(), true, counts, 0);
    }
    for (const value of from.positional) look(value(), true, counts, 0);
    more ||= counts && from.open !== null;
  };
  lookIn(args, true);
  // What makes a client sets no requests: its options that cannot be read are addresses and keys.
  for (const layer of layers) lookIn(layer.args, layer.spec.parameters?.maxOutput !== undefined);
  return { sets: Object.fromEntries(sets), ...(more ? { setsMore: true as const } : {}) };
}

function isNothing(value: Value): boolean {
  return (
    value.kind === 'null' ||
    (value.kind === 'list' && value.items.length === 0 && value.rest === null) ||
    (value.kind === 'record' && value.entries.size === 0 && value.rest === null && value.external === undefined)
  );
}

/** Of a choice between something and nothing the something. */
function onlyOf(value: Value): Value {
  const some = value.kind === 'choice' ? value.alternatives.filter((one) => one.kind !== 'null') : [];
  return some.length === 1 ? (some[0] ?? value) : value;
}

/** Set on some paths only, or to what a caller or an optional member may leave out. */
function mayBeNothing(e: Evaluator, value: Value, family: LanguageFamily): boolean {
  if (value.kind === 'choice') return value.alternatives.some((one) => one.kind === 'null' || mayBeNothing(e, one, family));
  if (value.kind !== 'unknown') return false;
  const { parameter, name } = value;
  const given = parameter && e.index(parameter.file)?.facts.functions[parameter.function]?.parameters[parameter.index];
  // What is undefined is left out of the JSON that is sent.
  return given?.default?.kind === 'null' || (family === 'javascript' && /\?\.|^(?!this\.|process\.)\w+\./.test(name));
}

function plainOf(value: Value): string | number | boolean | null {
  if (value.kind === 'number' || value.kind === 'flag') return value.value;
  if (value.kind === 'text') return plainText(value);
  if (value.kind === 'list') return value.items.map((one) => plainOf(one) ?? '').join(' ');
  const type = value.kind === 'record' ? value.entries.get('type') : undefined;
  return type?.kind === 'text' ? plainText(type) : null;
}
