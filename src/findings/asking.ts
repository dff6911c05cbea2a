import type { CallExpr, Expr, FileFacts, LlmCall, PromptHole, Setting } from '../model.ts';
import { textBetween } from './code.ts';
import { named } from './named.ts';
import { entryOf, sentFor, written } from './written.ts';

/** A call that is a request or makes what it is sent by. What it sets is read from the request: `details.sets`. */
export interface Asking {
  readonly expr: CallExpr;
  /** What was found of the request. */
  readonly request: LlmCall;
  /** False: it makes the client, the model object or a part of it. */
  readonly isRequest: boolean;
  /** An older agent of LangChain that tells of its tools in the prompt is among what it is made by. */
  readonly toldInWords: boolean;
  /** A class that asks the Responses API is: `Agent(model=OpenAIResponses(...))`. */
  readonly asksResponses: boolean;
}

/** Whether something is sent: whatever happens, or only where a condition holds or something is given. */
export type Sent = 'sends' | 'may';

/** What a request sets under a name; null when it does not, or to nothing. */
export function settingOf({ details }: LlmCall, name: string): Setting | null {
  return details?.sets[name] ?? null;
}

/** Of these names those that a request sets, and to what. */
export function settingsOf(request: LlmCall, names: readonly string[]): readonly (Setting & { readonly name: string })[] {
  return names.flatMap((name) => {
    const found = settingOf(request, name);
    return found ? [{ name, ...found }] : [];
  });
}

/** An agent of LangChain that tells of its tools in the prompt: https://python.langchain.com/api_reference/langchain/agents/langchain.agents.initialize.initialize_agent.html */
export function isTextAgent({ callee, span }: CallExpr, code: FileFacts): boolean {
  return callee.kind === 'name' && /^initialize_?[aA]gent/.test(callee.name) && !/openai|functions/i.test(textBetween(code, span));
}

const isMethod = ({ callee }: CallExpr, name: RegExp) => callee.kind === 'member' && name.test(callee.property);

/** `model.with_structured_output(Answer)`: what comes back is read by a parser of the library. */
export function asksForSchema(call: CallExpr): boolean {
  return isMethod(call, /^with_?[sS]tructured_?[oO]utput$/);
}

/** The same, by the tool that stands for the answer: not `method="json_schema"`. */
export function forcesSchema(call: CallExpr): boolean {
  return asksForSchema(call) && !isTextOf(written(call, ['method']) ?? undefined, /^json/i);
}

/** `model.bind_tools(tools)`: https://docs.langchain.com/oss/python/langchain/models#tool-calling */
function bindsTools(call: CallExpr): boolean {
  return isMethod(call, /^bind_?[tT]ools$/) && call.args.length > 0;
}

/** Whether a request sends tools: those it names, an agent's that it runs, those that a model object is given. */
export function sendsTools({ expr, request, toldInWords }: Asking, code: FileFacts): Sent | null {
  const isAgentOfTools = () =>
    !request.api.startsWith('langchain.') ||
    code.chunks.some((one) => /tool_?calling|openai_?(?:functions|tools)|bind_?tools/i.test(one.text));
  const named = toldInWords ? [] : settingsOf(request, toolSettings);
  if (bindsTools(expr) || named.some((one) => one.isSure)) return 'sends';
  if (named.length > 0) return 'may';
  return (request.prompt.tools?.count ?? 0) > 0 && isAgentOfTools() ? 'sends' : null;
}

/** Names that tools are sent under; Instructor makes one of the model of the answer. */
export const toolSettings: readonly string[] = ['tools', 'functions', 'response_model'];

/** The conversation that is written at a call ends with a turn of the model. */
export function endsWithAnswer(code: FileFacts, call: CallExpr, key: string): boolean {
  const found = sentFor(code, call, key);
  const turns = found ? named(code, found) : null;
  const last = turns?.kind === 'list' ? turns.items.at(-1) : undefined;
  return last?.kind === 'record' && isTextOf(entryOf(last, 'role'), /^(?:assistant|model)$/);
}

/** The last turn that goes along may be one of the model, and no answer that came before: an answer that is begun for it, where a condition holds that adds it. */
export function mayEndWithAnswer({ prompt, repetition }: LlmCall): boolean {
  const last = prompt.segments.findLast((one) => one.role !== 'schema' && one.role !== 'system');
  const isWritten = (part: string | PromptHole) =>
    typeof part === 'string' || (part.hint !== 'history' && !/answer of a model/.test(part.reason ?? ''));
  return last?.role === 'assistant' && !repetition.inLoop && last.parts.length > 0 && last.parts.every(isWritten);
}

/** What stands for the model of a request, behind a name if need be. */
export function textOfModel(call: CallExpr, code: FileFacts): string {
  const model = written(call, ['model']);
  return model ? textBetween(code, named(code, model).span) : '';
}

function isTextOf(expr: Expr | undefined, pattern: RegExp): boolean {
  return expr?.kind === 'text' && expr.parts.length === 1 && typeof expr.parts[0] === 'string' && pattern.test(expr.parts[0]);
}
