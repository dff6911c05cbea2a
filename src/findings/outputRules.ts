import { fittingCap, mayReason, widestLength } from './answerLength.ts';
import { textBetween, namedFunctionAround } from './code.ts';
import { savingOf } from './prices.ts';
import type { Rule } from './rule.ts';
import { grouped } from './sent.ts';
import { expressionOf, literalAt, numberAt, written } from './written.ts';

/** The cap leaves far more room than the answer that the prompt asks for. */
export const maxOutputExcessive: Rule = {
  id: 'max-output-excessive',
  severity: 'information',
  title: 'The output cap is far above the answer that is asked for',
  check({ analyzed: { call }, facts, code, countTokens }) {
    if (call.maxOutput.state !== 'known') return null;
    const cap = call.maxOutput.value;
    if (facts?.maxOutput !== undefined && cap > facts.maxOutput) {
      const place = numberAt(code, call.maxOutput.span, cap);
      return {
        message: `The cap of ${grouped(cap)} is above the ${grouped(facts.maxOutput)} tokens that ${facts.id} can give; many providers refuse such a request.`,
        confidence: 'likely',
        ...(place
          ? { fixes: [{ title: `Lower the cap to ${grouped(facts.maxOutput)}`, edits: [{ span: place, text: String(facts.maxOutput) }] }] }
          : { byHand: 'Lower the cap where it is set' }),
      };
    }
    if (call.prompt.tools !== null || mayReason(call)) return null;
    const asked = widestLength(call, countTokens);
    if (!asked || cap < Math.max(asked.tokens * 8, 256)) return null;
    const better = fittingCap(asked);
    const place = numberAt(code, call.maxOutput.span, cap);
    return {
      message: `${asked.words} about ${grouped(asked.tokens)} tokens; the cap of ${grouped(cap)} leaves a worst case ${grouped(cap / asked.tokens)} times that.`,
      confidence: 'likely',
      ...(place
        ? { fixes: [{ title: `Lower the cap to ${better}`, edits: [{ span: place, text: String(better) }] }] }
        : { byHand: 'Lower the cap where it is set' }),
    };
  },
};

/** Several answers are paid for one question. */
export const multipleCandidates: Rule = {
  id: 'multiple-candidates',
  severity: 'warning',
  title: 'Several answers are paid for, and one is used',
  check(input) {
    const {
      analyzed: { call },
      code,
    } = input;
    const { n } = call.repetition;
    if (n < 2) return null;
    const fn = namedFunctionAround(code, call.span);
    const after = textBetween(code, { start: call.span.end, end: fn ? fn.span.end : call.span.end + 2000 });
    const onlyFirst =
      /^\s*\)?\s*\.?\s*(?:choices|candidates)\s*\[\s*0\s*\]|\.(?:choices|candidates)\s*\[\s*0\s*\]/.test(after) &&
      !/\bin\s+[\w.]*(?:choices|candidates)|(?:choices|candidates)\s*(?:\.(?:map|forEach|filter|reduce)|\)|:|,)|(?:choices|candidates)\s*\[(?!\s*0\s*\])|\bof\s+[\w.]*choices|len\([\w.]*choices|choices\.length/.test(
        after,
      );
    const expr = expressionOf(code, call);
    const value = expr
      ? written(expr, [
          'n',
          'candidate_count',
          'candidateCount',
          'config.candidate_count',
          'config.candidateCount',
          'generation_config.candidate_count',
          'generationConfig.candidateCount',
        ])
      : null;
    const place = value ? numberAt(code, value.span, n) : null;
    return {
      severity: onlyFirst ? 'warning' : 'information',
      confidence: 'likely',
      message: onlyFirst
        ? `${n} answers are generated and paid for; only the first is used here.`
        : `${n} answers are generated for one question: output costs ${n} times as much.`,
      saving: savingOf(input, { n: 1 }),
      ...(onlyFirst && place
        ? { fixes: [{ title: 'Ask for one answer', edits: [{ span: place, text: '1' }] }] }
        : { byHand: 'Ask for as many answers as are used' }),
    };
  },
};

/** Thinking is billed as output; the highest effort multiplies it. */
export const reasoningEffortHigh: Rule = {
  id: 'reasoning-effort-high',
  severity: 'information',
  title: 'High reasoning effort',
  check({ analyzed: { call }, code }) {
    const { details } = call;
    if (details?.effort.state === 'known' && /^(?:high|xhigh|max|very_high)$/i.test(details.effort.value)) {
      const place = literalAt(code, details.effort.span, details.effort.value);
      return {
        message: `Reasoning effort "${details.effort.value}": thinking is billed as output, often several times the answer. Compare the results with medium.`,
        ...(place
          ? { fixes: [{ title: 'Use medium effort', edits: [{ span: place, text: 'medium' }] }] }
          : { byHand: 'Lower the effort where it is set' }),
      };
    }
    // Where a budget of thinking begins to cost more than a long answer: OpenAI advises to reserve 25,000 tokens at first (platform.openai.com/docs/guides/reasoning).
    if (details?.thinkingBudget.state === 'known' && details.thinkingBudget.value >= 16_000)
      return {
        message: `Up to ${grouped(details.thinkingBudget.value)} tokens of thinking are allowed and billed as output. Measure how much the task needs.`,
        byHand: 'Lower the thinking budget',
      };
    return null;
  },
};

/** Pictures in full detail cost many times those in low detail. */
export const imageDetailHigh: Rule = {
  id: 'image-detail-high',
  severity: 'information',
  title: 'Images are sent in high detail',
  check({ analyzed: { call }, code }) {
    const detail = call.details?.imageDetail;
    if (detail?.state !== 'known' || detail.value.toLowerCase() !== 'high') return null;
    const place = literalAt(code, detail.span, detail.value);
    return {
      message:
        'Images in high detail are cut into tiles and cost up to ten times and more of low detail (a fixed few tokens). Use low where the picture as a whole is enough.',
      ...(place
        ? { fixes: [{ title: 'Use low detail', edits: [{ span: place, text: 'low' }] }] }
        : { byHand: 'Set the detail where the image is put together' }),
    };
  },
};
