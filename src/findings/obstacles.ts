import type { CallDetails, FileFacts, LlmCall } from '../model.ts';
import { thinksByDefault } from '../text/thinking.ts';
import { bareId, isToldNotToThink, providerOf, roomForThinking, thinksByName } from './answerLength.ts';
import { ofTheFirstBlock, ofTheTurns } from './firstBlock.ts';
import { bindingsOf } from './loops.ts';
import { settingOf, type Asking } from './asking.ts';
import { chats, claude5, gpt5 } from './refusals.ts';

/**
 * What stands in the way of a replacement besides settings that it refuses, a sentence each. Where there is anything, the change is for a person to make.
 * @param replacement its id as the seller spells it
 * @param users the calls that would go to it
 */
export function obstaclesTo(replacement: string, users: readonly LlmCall[], asking: readonly Asking[], code: FileFacts): readonly string[] {
  const id = bareId(replacement);
  return [
    ofTheProfile(replacement, users, code),
    ofTheBody(replacement, users),
    ofTheEndpoint(users, asking, code),
    ofTheVersion(id, users),
    byName(id, users, code),
    ofTheCap(id, users),
    claude5.test(id) ? ofTheFirstBlock(asking, code) : null,
    bindsThinking.test(id) ? ofTheTurns(asking, code) : null,
    ofStops(id, asking),
    ofSignatures(id, users, code),
    ofATable(id, users, code),
  ].filter((one) => one !== null);
}

/** Models whose thinking blocks are bound to what came before: https://platform.claude.com/docs/en/build-with-claude/preserved-thinking/fix-bound-to-a-different-conversation */
const bindsThinking = /^claude-(?:opus|sonnet|haiku)-(?:5-5|[6-9])/;

/** The regions of Bedrock's inference profile that an id is of: `us.` of `us.anthropic.claude-...`; null: it is the model's own. */
export function profileOf(model: string): string | null {
  return (
    /^(?:[a-z]{2,4}|us-gov|global)\.(?=[a-z0-9]+\.)/.exec(
      model.slice(Math.max(model.lastIndexOf('/') + 1, providerOf(model).length)),
    )?.[0] ?? null
  );
}

/** Newer models run through a profile alone: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html */
const isOfProfiles = /^(?:anthropic\.claude-(?:opus|sonnet|haiku)-[4-9]|amazon\.nova-2|meta\.llama(?:3-[23]|4))/;

/** The id that a replacement is asked by, where its price depends on that: in the profile that the model before was in, else that of the United States. */
export function asAsked(before: string, replacement: string): string {
  return `${profileOf(before) ?? (isOfProfiles.test(replacement) ? 'us.' : '')}${replacement}`;
}

/**
 * LangChain's first class for Bedrock reads the seller from what stands before the first dot: https://github.com/langchain-ai/langchain/issues/26569.
 * That of langchain_aws knows profiles.
 */
const knowsNoProfiles = /\bfrom langchain(?:_community)?(?:\.\w+)* import [^\n]*\b(?:BedrockChat|Bedrock)\b/;

function ofTheProfile(replacement: string, users: readonly LlmCall[], code: FileFacts): string | null {
  if (
    isOfProfiles.test(replacement) &&
    users.some((one) => /^lang(?:chain|graph)\./.test(one.api)) &&
    code.chunks.some((one) => knowsNoProfiles.test(one.text))
  )
    return `Bedrock runs it through an inference profile (us.${replacement}), which this class of LangChain does not know: take ChatBedrockConverse of langchain_aws.`;
  return isOfProfiles.test(replacement) && users.some(({ model }) => model.state === 'known' && profileOf(model.value) === null)
    ? `Bedrock runs it through an inference profile: put that of your regions before it (us.${replacement}).`
    : null;
}

/**
 * `InvokeModel` takes a body of the model's family, and reads its answer so: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html.
 * Claude 2 and before were asked to complete a text.
 */
function ofTheBody(replacement: string, users: readonly LlmCall[]): string | null {
  const familyOf = (model: string) => {
    const own = model.slice(model.lastIndexOf('/') + 1).slice(profileOf(model)?.length ?? 0);
    return /^[a-z0-9]+\.(?:claude-(?:v\d|instant)|command-r|[a-z]+)/.exec(own)?.[0] ?? own;
  };
  const isAnother = users.some(
    ({ api, model }) => api === 'bedrock.invoke_model' && model.state === 'known' && familyOf(model.value) !== familyOf(replacement),
  );
  return isAnother ? 'Its body and its answer have another form than those of this model: write both anew, or ask by Converse.' : null;
}

/** It completes a text, by its API or because its model does nothing else. */
export function completesText({ api, model }: LlmCall): boolean {
  return (
    /(?<!\bchat)\.completions$/.test(api) ||
    (model.state === 'known' && /(?:^|[:/])(?:gpt-3\.5-turbo-instruct|(?:text-|code-)?(?:davinci|curie|babbage|ada)\b)/.test(model.value))
  );
}

/**
 * The endpoints that complete a text end with the models that they were made for:
 * https://docs.anthropic.com/en/api/migrating-from-text-completions-to-messages, https://platform.openai.com/docs/guides/completions.
 * LangChain's first classes for Claude ask for completions whatever they are named:
 * https://github.com/langchain-ai/langchain-community/blob/main/libs/community/langchain_community/chat_models/anthropic.py
 */
function ofTheEndpoint(users: readonly LlmCall[], asking: readonly Asking[], code: FileFacts): string | null {
  if (users.some(completesText)) return 'It answers messages: a request that completes a text has to become one of messages.';
  const isFirst = ({ expr: { callee } }: Asking) =>
    callee.kind === 'name' &&
    bindingsOf(code, callee.name, callee.scope).some(
      ({ from }) =>
        from.kind === 'import' &&
        /^langchain(?:_community)?\.(?:chat_models|llms)(?:\.anthropic)?$/.test(from.module) &&
        /^(?:Chat)?Anthropic$/.test(from.imported),
    );
  return code.language === 'python' && asking.some(isFirst)
    ? 'It answers messages, and this class asks to complete a text: take ChatAnthropic of langchain_anthropic.'
    : null;
}

/** The cap's older name, where the versions of the library that the project allows know no other and hand on nothing that they do not know. Those before 1 hand on everything. */
export function olderCapOf({ details }: LlmCall): CallDetails['olderCap'] | null {
  const older = details?.olderCap;
  return older && details.versions?.[older.package]?.[0] !== 0 ? older : null;
}

function ofTheVersion(id: string, users: readonly LlmCall[]): string | null {
  if (!gpt5.test(id)) return null;
  const older = users.flatMap((one) => (settingOf(one, 'max_tokens') ? [olderCapOf(one)] : [])).find((one) => one !== null);
  return older
    ? `max_completion_tokens needs ${older.package} ${older.since.join('.')} or later, and the project asks for an older one: raise it first.`
    : null;
}

/**
 * Libraries that look a model's name up in a table of their own, and refuse one that it does not hold:
 * https://github.com/run-llama/llama_index/blob/main/llama-index-integrations/llms/llama-index-llms-openai/llama_index/llms/openai/utils.py,
 * https://github.com/microsoft/autogen/blob/main/python/packages/autogen-ext/src/autogen_ext/models/openai/_openai_client.py
 */
function byName(id: string, users: readonly LlmCall[], code: FileFacts): string | null {
  const isOf = (api: string) => users.some((one) => one.api.startsWith(`${api}.`));
  if (isOf('llamaindex')) {
    const sends = (gpt5.test(id) || claude5.test(id)) && !users.some((one) => settingOf(one, 'temperature'));
    // https://github.com/run-llama/llama_index/blob/main/llama-index-integrations/llms/llama-index-llms-anthropic/llama_index/llms/anthropic/base.py
    const cuts = claude5.test(id) && users.some((one) => one.maxOutput.state === 'absent');
    return `LlamaIndex knows models by a table of its own${sends ? ', and sends a temperature of 0.1, which is refused, to those that the table does not hold as thinking' : ''}: take a version that holds it${cuts ? ', and set max_tokens, for the cap of 512 that its older versions set by themselves leaves no room for thinking' : ''}.`;
  }
  return isOf('autogen') && code.imports.some((one) => /^autogen_(?:agentchat|ext|core)\b/.test(one.module))
    ? 'AutoGen knows models by a table of its own: take a version that holds it, or say model_info.'
    : null;
}

/** What caps an answer: the code, or else the library by itself. */
function capOf({ maxOutput, capDefault }: LlmCall): number | null {
  if (maxOutput.state === 'known') return maxOutput.value;
  return maxOutput.state === 'absent' && capDefault.kind === 'library' ? capDefault.value : null;
}

/**
 * Who asks for one token wants no answer, but a cache that is filled or a connection that is tried.
 * https://platform.openai.com/docs/guides/reasoning#allocating-space-for-reasoning, https://platform.claude.com/docs/en/build-with-claude/extended-thinking, https://ai.google.dev/gemini-api/docs/thinking
 */
function ofTheCap(id: string, users: readonly LlmCall[]): string | null {
  if (!thinksByDefault(id)) return null;
  const caps = users.flatMap((one) => {
    const cap = capOf(one);
    return cap !== null && cap < roomForThinking && cap > 1 && !thinksByName(one) && !isToldNotToThink(one) ? [cap] : [];
  });
  return caps.length === 0
    ? null
    : `It thinks first, and that counts against the cap of ${Math.min(...caps).toLocaleString('en-US')}: raise the cap, or the answer is cut off.`;
}

/**
 * `stop`, which agents that are told of their tools in words send too. Which models take it cannot be told by their names:
 * https://github.com/crewAIInc/crewAI/pull/5144, https://github.com/plmbr/notebook-intelligence/pull/414, https://github.com/BerriAI/litellm/pull/15244
 */
function ofStops(id: string, asking: readonly Asking[]): string | null {
  if (!gpt5.test(id)) return null;
  const stops = asking
    .flatMap(({ request }) => (chats.test(request.api) ? [settingOf(request, 'stop')] : []))
    .filter((one) => one !== null);
  const isSent = stops.some((one) => one.isSure) || asking.some((one) => one.toldInWords);
  return isSent || stops.length > 0
    ? `OpenAI refuses stop, which ${isSent ? 'is' : 'may be'} sent here, for most of its models that reason.`
    : null;
}

/** Calls of tools are sent back with the signature they came with, or refused: https://ai.google.dev/gemini-api/docs/thought-signatures */
function ofSignatures(id: string, users: readonly LlmCall[], code: FileFacts): string | null {
  const isNewer = /^gemini-[3-9]/.test(id) && users.some(({ model }) => model.state === 'known' && !/gemini-[3-9]/.test(model.value));
  const rebuilds = code.chunks.some((one) =>
    /\bFunctionCall\(|\bfrom_function_call\(|\bfunctionCall["']?\s*:\s*\{|["']function_call["']\s*:\s*\{/.test(one.text),
  );
  return isNewer && rebuilds && !code.chunks.some((one) => /thought_?signature/i.test(one.text))
    ? 'It wants each function call back with its thought_signature, which is lost where this code builds the calls anew.'
    : null;
}

/** What the code keeps by the names of models (prices, limits), or asks of a name, does not hold for the new one yet. */
function ofATable(id: string, users: readonly LlmCall[], code: FileFacts): string | null {
  const quoted = (name: string) => `["'\`]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["'\`]`;
  const has = (pattern: RegExp) => code.chunks.some((one) => pattern.test(one.text));
  // `if model == "name":` and `case "name":` are questions, and no keys.
  const isKey = (name: string) => has(new RegExp(`(?<!(?:[=!]=|\\b(?:case|in|is|or|and|else|lambda))\\s*)${quoted(name)}\\s*:`));
  const isAsked = (name: string) => has(new RegExp(`[=!]==?\\s*${quoted(name)}|\\bcase\\s+${quoted(name)}`));
  const old = users.flatMap(({ model }) => (model.state === 'known' ? [model.value] : []));
  if (old.some(isKey) && !isKey(id)) return 'A table here is kept by names of models: add it there.';
  return old.some(isAsked) && !isAsked(id) ? 'Code here asks whether the model is the old one: let that follow.' : null;
}
