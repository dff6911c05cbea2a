import type { CapSlot, FileFacts, LlmCall } from '../model.ts';
import { suggestedCap } from './answerLength.ts';
import { settingsOf } from './asking.ts';
import { olderCapOf } from './obstacles.ts';
import { refusesCap } from './refused.ts';
import { surest, type Rule } from './rule.ts';
import { textBetween } from './code.ts';
import { endedBy, expressionOf, isPaidByHour, written } from './written.ts';

/** Run on one's own machine: an answer without an end costs time, not money. */
const local = new Set(['ollama', 'local', 'lmstudio', 'llamacpp', 'vllm']);

/** Services that put the request together themselves, from settings of their own. */
const managed = /retrieve_and_generate/;

/**
 * Whether a cap may be set where we do not look. A framework's model object that could not be followed may carry one; a body
 * spells its cap by the model that it is for; and Anthropic's API demands a cap, so that a framework in front of it fills one in.
 */
function mayBeSetElsewhere(call: LlmCall): boolean {
  const isKnown = call.model.state === 'known';
  // Behind an address that is not known may stand one's own machine, or a gateway that sets a cap.
  if (call.provider === null || managed.test(call.api)) return true;
  if (call.capSlot?.parameter.startsWith('body.') && !isKnown) return true;
  // A request whose content or receiver cannot be read may not be for a model that writes at all, or for one of one's own.
  if (call.kind === 'http' && call.prompt.segments.length === 0) return true;
  const isClaude = call.provider === 'anthropic' || (isKnown && /claude/i.test(call.model.value));
  // LiteLLM is none that keeps a model out of sight, but fills it in: https://github.com/BerriAI/litellm/blob/main/litellm/llms/anthropic/chat/transformation.py
  return (call.kind === 'framework' && (!isKnown || isClaude)) || (isClaude && /^litellm\./.test(call.api));
}

/** https://ai.google.dev/gemini-api/docs/image-generation: by what is asked for, or by a model that is made for it. */
function asksForPictures(call: LlmCall): boolean {
  return (
    (call.model.state === 'known' && /gemini-[\w.-]*-image\b/.test(call.model.value)) ||
    settingsOf(call, ['response_modalities', 'responseModalities']).some(({ value }) => /\bIMAGE\b/.test(String(value)))
  );
}

/** Clients of openai 1 and later know no `engine`: without a model such a call ends before anything is sent. https://github.com/openai/openai-python/discussions/742 */
function isNeverSent(call: LlmCall, code: FileFacts): boolean {
  const expr = call.language === 'python' ? expressionOf(code, call) : null;
  return (
    expr !== null &&
    /\.chat\.completions\.create$/.test(textBetween(code, expr.callee.span)) &&
    written(expr, ['engine']) !== null &&
    written(expr, ['model']) === null
  );
}

/** Where a cap of several calls would be written, as one text; null where each call takes its own. */
function placeOf({ capSlot }: LlmCall): string | null {
  if (capSlot?.makers?.length) return capSlot.makers.map((one) => `${one.file}:${one.span.start}`).join(' ');
  return capSlot?.edit ? String(capSlot.edit.span.start) : null;
}

/** Where it is to be set, when that is not at the call: ` in ChatOpenAI (src/llm.py, line 12)`. */
function inMakers({ capSlot, file }: LlmCall): string {
  const makers = capSlot?.makers;
  if (!makers) return '';
  if (makers.length === 0) return ' where its model is made';
  const through = makers.every((one) => one.isByName) ? ' on a model object that is given to' : ' in';
  return `${through} ${makers.map((one) => `${one.name} (${one.file === file ? '' : `${one.file}, `}line ${one.line})`).join(' and ')}`;
}

/** No output cap where the API would take one: the answer may run to the model's limit. */
export const maxOutputMissing: Rule = {
  id: 'max-output-missing',
  severity: 'warning',
  title: 'No output cap',
  check(input) {
    const {
      analyzed: { call, cost },
      facts,
      siblings,
      at,
      code,
    } = input;
    if (call.capSlot === null || !lacksCap(call) || endedBy(call, at) || isNeverSent(call, code)) return null;
    // One place to set it is one finding, however many calls go through it.
    const place = placeOf(call);
    const users =
      place === null
        ? [call]
        : siblings.flatMap((one) => (one.call.kind !== 'wrapper' && placeOf(one.call) === place && lacksCap(one.call) ? [one.call] : []));
    const told = users.filter((one) => !mayBeSetElsewhere(one));
    if (surest(told.length > 0 ? told : users)?.id !== call.id) return null;
    // Whoever asks through a helper of this file may say which model it is.
    const callers = siblings.filter((one) => one.call.kind === 'wrapper' && one.call.via === call.id);
    if (callers.length > 0 && callers.every((one) => isPaidByHour(one.call))) return null;
    // What is free of charge has no worst case.
    if (cost.state === 'priced' && cost.perCall.high === 0n) return null;
    const required = call.capDefault.kind === 'required';
    const limit = facts?.maxOutput;
    // Which model runs is then for whoever sets another.
    const byDefault =
      call.model.state === 'known' && (call.model.how === 'default-param' || call.model.how === 'env-default')
        ? ` with the default ${call.model.value}`
        : '';
    // The name of a deployment is the team's own: mostly that of its model, and nobody promises it.
    const deployment = call.provider === 'azure' && call.model.state === 'known' ? `, if the deployment runs ${call.model.value}` : '';
    const worst = limit ? `up to ${limit.toLocaleString('en-US')} output tokens${deployment || byDefault}` : "up to the model's limit";
    const { suggested, makers } = call.capSlot;
    const { parameter, edit, before } = spelled(call, call.capSlot);
    const cap = suggestedCap(input, suggested);
    const open = mayBeSetElsewhere(call);
    // A finding stands where its cap is to be set.
    const [maker, ...others] = makers ?? [];
    const span = maker && others.length === 0 && maker.file === call.file ? maker.span : undefined;
    const set = `Set ${parameter}${!span ? inMakers(call) : maker?.isByName ? ' on a model object, and give it that in place of a name' : ''}`;
    const about = makers?.length ? placeOf(call) : null;
    const message = required
      ? `${parameter} is required by this API and is not given`
      : `No output cap${open ? ' is seen here: unless one is set with the model or by the library,' : ':'} one answer may take ${worst}. ${before ?? set}.${users.length > 1 ? ` ${users.length} calls here go through it.` : ''}`;
    return {
      message,
      confidence: open ? 'possible' : 'certain',
      severity: required ? 'information' : 'warning',
      ...(span ? { span } : {}),
      ...(about ? { about } : {}),
      ...(edit
        ? { fixes: [{ title: `Add ${parameter}`, edits: [{ ...edit, text: edit.text.replace(String(suggested), String(cap)) }] }] }
        : { byHand: before ?? (makers ? set : `${set} where the arguments of this call are made`) }),
    };
  },
};

/**
 * The cap as it may be sent: a model may refuse the one name that the version of the library knows. Those versions of openai before 1 hand on what they
 * do not know; others have to be raised first, which `before` says.
 */
function spelled(call: LlmCall, { parameter, edit }: CapSlot): Pick<CapSlot, 'parameter' | 'edit'> & { readonly before?: string } {
  const older = call.details?.olderCap;
  if (!older || parameter !== older.name || !refusesCap(call, parameter)) return { parameter, edit };
  return olderCapOf(call)
    ? { parameter: older.newer, edit: null, before: `Raise ${older.package} to ${older.since.join('.')} or later, then set ${older.newer}` }
    : { parameter: older.newer, edit: edit && { ...edit, text: edit.text.replace(parameter, older.newer) } };
}

/** Whether nothing caps the answer of a call that bills text. */
function lacksCap(call: LlmCall): boolean {
  if (call.maxOutput.state !== 'absent' || call.capSlot === null || call.modifiers.includes('batch') || isPaidByHour(call)) return false;
  if (call.capDefault.kind === 'library' || (call.provider !== null && local.has(call.provider))) return false;
  // A picture is no text: a cap on its tokens would cut it.
  return !asksForPictures(call);
}
