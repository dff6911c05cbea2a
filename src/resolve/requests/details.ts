import type { CallDetails } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { knownNumber, knownText, knownWord } from './known.ts';
import { findKey, spelledFor, type Found } from './paths.ts';
import type { Arguments } from '../values/values.ts';
import type { Reading } from './reading.ts';
import { goesOn } from './rounds.ts';

/** Where a conversation, the tools and a schema stand: settings are not looked for inside them. */
const content = [
  'messages',
  'contents',
  'input',
  'prompt',
  'system',
  'tools',
  'functions',
  'response_format',
  'responseFormat',
  'schema',
  'text_format',
];

/**
 * Names that SDKs share. Effort: https://platform.openai.com/docs/guides/reasoning, https://docs.anthropic.com/en/docs/build-with-claude/effort.
 * Thinking: https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking, https://ai.google.dev/gemini-api/docs/thinking.
 */
const effortKeys = ['reasoning_effort', 'reasoningEffort', 'effort', 'thinking_level', 'thinkingLevel'];
const thinkingKeys = ['budget_tokens', 'budgetTokens', 'thinking_budget', 'thinkingBudget'];
const retryKeys = ['max_retries', 'maxRetries', 'num_retries'];
const attributionKeys = [
  'user',
  'metadata',
  'safety_identifier',
  'safetyIdentifier',
  'user_id',
  'labels',
  'tags',
  'requestMetadata',
  'request_metadata',
  'experimental_telemetry',
  'extra_headers',
  'headers',
  'default_headers',
  'defaultHeaders',
  'callbacks',
  'project',
  'organization',
];

/** Settings of a request that only advice asks for. */
export function detailsOf(e: Evaluator, read: Reading, messages: Found): Omit<CallDetails, 'sets'> {
  const {
    site: {
      match: { operation },
    },
    args,
    handle,
    find,
    family,
  } = read;
  const anywhere = (keys: readonly string[], except: readonly string[]): Found => {
    const own = findKey(args, keys, except);
    if (own.state === 'here') return own;
    for (const layer of handle?.layers ?? []) {
      const made = findKey(layer.args, keys, except);
      if (made.state !== 'absent') return made;
    }
    return own;
  };
  const attribution = anywhere(attributionKeys, content);
  const shown: Arguments = { positional: messages.state === 'here' ? [() => messages.value] : [], named: new Map(), open: null };
  return {
    effort: knownText(anywhere(effortKeys, content)),
    thinkingBudget: knownNumber(anywhere(thinkingKeys, content)),
    imageDetail: knownWord(written(findKey(shown, ['detail'], []), () => anywhere(['media_resolution', 'mediaResolution'], []))),
    ...(speaks(anywhere(['modalities', 'response_modalities', 'responseModalities'], content)) ? { speaks: true as const } : {}),
    clientRetries: knownNumber(anywhere(retryKeys, content)),
    stepLimit: {
      parameter: spelledFor(family, operation.parameters.steps ?? []),
      value: knownNumber(find((one) => one.steps)),
      isOpen: operation.stepsDefault === null,
      ...(goesOn(e, read) === true ? { goesOn: true as const } : {}),
    },
    attribution: attribution.state === 'here' ? 'given' : attribution.state,
  };
}

function written(found: Found, other: () => Found): Found {
  return found.state === 'absent' ? other() : found;
}

/** `modalities: ["text", "audio"]`: https://platform.openai.com/docs/guides/audio, https://ai.google.dev/gemini-api/docs/speech-generation */
function speaks(found: Found): boolean {
  if (found.state !== 'here' || found.value.kind !== 'list') return false;
  return found.value.items.some((one) =>
    /audio/i.test(one.kind === 'text' ? one.parts.join('') : one.kind === 'external' ? (one.path.at(-1) ?? '') : ''),
  );
}
