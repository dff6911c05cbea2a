import { bodyText, loopsAround, namedFunctionAround } from './code.ts';
import { isEndless, isPaced } from './loops.ts';
import { savingOf } from './prices.ts';
import type { Rule, RuleInput } from './rule.ts';
import { expressionOf, written } from './written.ts';

/**
 * Providers that take the same requests as a batch within a day at half the price:
 * https://platform.openai.com/docs/guides/batch, https://docs.anthropic.com/en/docs/build-with-claude/batch-processing, https://ai.google.dev/gemini-api/docs/batch-api.
 */
const batchApis: Readonly<Record<string, RegExp>> = {
  openai: /^openai\.(?:chat\.completions|responses|embeddings)$/,
  anthropic: /^anthropic\.messages$/,
  google: /^google\.(?:generate_content|embed)/,
};

/** Rows are worked through and kept, and nobody waits for one of them. */
export const batchPossible: Rule = {
  id: 'batch-possible',
  severity: 'information',
  title: 'The batch API would do, at half the price',
  wrappers: true,
  billings: ['tokens', 'embedding'],
  check(input) {
    const {
      analyzed: { call },
    } = input;
    if (
      call.repetition.loopKind !== 'data' ||
      call.streaming ||
      call.prompt.tools !== null ||
      call.modifiers.includes('batch') ||
      call.provider === null ||
      !batchApis[call.provider]?.test(call.api)
    )
      return null;
    if (!isOffline(input) || !keepsRows(input)) return null;
    const saving = savingOf(input, { modifiers: [...call.modifiers, 'batch'] });
    return {
      message:
        'Rows are worked through one by one and kept: where the results may take up to a day, the batch API does the same at half the price.',
      confidence: 'likely',
      saving,
      byHand: 'Write the requests to a batch, and read the results when it is done',
    };
  },
};

/** A notebook, or code that a script runs by itself: no handler, no chat. */
function isOffline({ analyzed: { call }, code }: RuleInput): boolean {
  if (code.chunks.some((one) => one.cell !== null)) return true;
  const fn = namedFunctionAround(code, call.span);
  if (fn === null) return true;
  if (fn.decorators.length > 0) return false;
  const text = code.chunks.map((one) => one.text).join('\n');
  return (
    /if __name__ ==|require\.main === module|^(?!.*\b(?:def|function)\b)\s*(?:\w+ )?main\(/m.test(text) &&
    !/\b(?:FastAPI|Flask|APIRouter|express|NextRequest|Request|streamlit|gradio|st\.|discord|telegram|slack)\b/.test(text)
  );
}

/** A `for` loop over data that stores what comes back, each turn for itself. */
function keepsRows(input: RuleInput): boolean {
  const {
    analyzed: { call },
    code,
  } = input;
  const loop = loopsAround(code, call.span)[0];
  if (!loop) return true;
  if (loop.kind !== 'for' || isEndless(code, loop)) return false;
  const body = bodyText(code, loop.span);
  return (
    !isPaced(body) &&
    !isConversation(input, body) &&
    !/messages\.(?:append|push)|history/i.test(body) &&
    /\.(?:append|push|write|writerow|add|extend|at|loc|iloc|set)\b|\]\s*=[^=]|to_csv|to_json|writeFile|appendFile|json\.dump/.test(body)
  );
}

/** The list of messages itself grows in the loop: each request needs the answer before it. */
function isConversation({ analyzed: { call }, code }: RuleInput, body: string): boolean {
  const expr = expressionOf(code, call);
  const messages = expr ? written(expr, ['messages', 'input', 'contents']) : null;
  return messages?.kind === 'name' && new RegExp(`\\b${messages.name}\\s*(?:\\.(?:append|push|extend)\\(|\\+?=[^=])`).test(body);
}
