import { staticText } from '../text/prompts.ts';
import { fewer, savingOf } from './prices.ts';
import type { Rule } from './rule.ts';
import { grouped } from './sent.ts';

/** What the source itself holds does not fit into the model. */
export const contextOverflow: Rule = {
  id: 'context-overflow',
  severity: 'warning',
  title: 'The prompt does not fit into the model',
  check({ analyzed: { call, tokens }, facts }) {
    if (!facts?.context) return null;
    const least = tokens.staticInput * (1 - facts.tokenizer.error);
    const cap =
      call.maxOutput.state === 'known' && facts.maxOutput !== undefined && call.maxOutput.value <= facts.maxOutput
        ? call.maxOutput.value
        : 0;
    if (least > facts.context)
      return {
        message: `The text in the source alone is at least ${grouped(least)} tokens; ${facts.id} takes ${grouped(facts.context)}.`,
        byHand: 'Shorten the prompt, or use a model with a larger context',
      };
    if (least + cap <= facts.context) return null;
    return {
      message: `At least ${grouped(least)} tokens of prompt and a cap of ${grouped(cap)} are more than the ${grouped(facts.context)} of ${facts.id}.`,
      byHand: 'Lower the cap, or shorten the prompt',
    };
  },
};

/** The prompt reaches the size from which the whole request has another price. */
export const longContextTier: Rule = {
  id: 'long-context-tier',
  severity: 'information',
  title: 'The prompt reaches a dearer price tier',
  check({ analyzed: { tokens, declared }, facts }) {
    const tier = facts?.tierStarts?.[0];
    if (!facts || !tier) return null;
    const over = (size: number) => (tier.inclusive ? size >= tier.inputTokens : size > tier.inputTokens);
    const begin = `from ${grouped(tier.inputTokens)} input tokens ${facts.id} has a higher price for the whole request`;
    if (over(tokens.input.expected))
      return {
        message: `About ${grouped(tokens.input.expected)} input tokens: ${begin}.`,
        confidence: declared?.input ? 'certain' : 'likely',
        byHand: 'Send less context, or split the request',
      };
    if (declared?.input && over(declared.input.high))
      return {
        message: `Up to ${grouped(declared.input.high)} input tokens are declared: ${begin}.`,
        byHand: 'Send less context, or split the request',
      };
    return null;
  },
};

/** Definitions of tools are sent with every request. From here on they are worth a look. */
const heavyTools = 1000;

/** The tools are larger than what is asked. */
export const toolsHeavy: Rule = {
  id: 'tools-heavy',
  severity: 'information',
  title: 'Tool definitions are larger than the prompt',
  check({ analyzed: { call }, countTokens }) {
    const { tools } = call.prompt;
    if (!tools || tools.schemaText === '' || tools.count === 0) return null;
    const size = countTokens(tools.schemaText);
    const prompt = countTokens(staticText(call, '\n'));
    if (size < heavyTools || size < prompt * 2) return null;
    return {
      message: `${tools.count} tool definitions take about ${grouped(size)} tokens of every request, the rest of the written prompt ${grouped(prompt)}. Send only the tools that a step can use, and shorten their descriptions.`,
      confidence: 'likely',
      byHand: 'Choose the tools for each request, or let the model search for them',
    };
  },
};

/** Below this, tidying a prompt is not worth the change. */
const worthwhileTokens = 40;

interface Waste {
  readonly what: string;
  readonly without: string;
}

/** The ways in which a text says nothing new, with the text that says the same without. */
function wasteIn(text: string): readonly Waste[] {
  return [
    {
      what: 'indentation and blank lines',
      without: dedented(text)
        .replace(/[ \t]+$/gm, '')
        .replace(/\n{3,}/g, '\n\n'),
    },
    { what: 'paragraphs that are there twice', without: withoutRepeats(text) },
    { what: 'JSON that is laid out for people', without: minified(text) },
  ];
}

function dedented(text: string): string {
  const lines = text.split('\n');
  const margins = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const margin = margins.length > 0 ? Math.min(...margins) : 0;
  return margin === 0 ? text : lines.map((line, i) => (i === 0 ? line : line.slice(Math.min(margin, line.length)))).join('\n');
}

function withoutRepeats(text: string): string {
  const seen = new Set<string>();
  return text
    .split(/(\n{2,})/)
    .filter((block) => {
      const key = block.trim();
      if (key.length < 80) return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .join('');
}

/** Objects and arrays of JSON over several lines, without their white space. Anything that is no JSON stays. */
function minified(text: string): string {
  return text.replace(/^[ \t]*([{[])\n[^]*?\n[ \t]*[}\]](?=\s*$)/gm, (block) => {
    try {
      return JSON.stringify(JSON.parse(block));
    } catch {
      return block;
    }
  });
}

/** Tokens that say nothing new. */
export const promptBloat: Rule = {
  id: 'prompt-bloat',
  severity: 'information',
  title: 'The prompt holds tokens that say nothing new',
  check(input) {
    const {
      analyzed: { call, tokens },
      countTokens,
    } = input;
    const texts = call.prompt.segments
      .filter((one) => one.role !== 'schema')
      .map((one) => one.parts.map((part) => (typeof part === 'string' ? part : `{${part.name}}`)).join(''));
    const wastes = texts.flatMap((text) =>
      text.length < 200
        ? []
        : wasteIn(text).map((one) => ({ what: one.what, tokens: one.without === text ? 0 : countTokens(text) - countTokens(one.without) })),
    );
    const [first] = wastes.toSorted((a, b) => b.tokens - a.tokens);
    const total = wastes.reduce((sum, one) => sum + Math.max(0, one.tokens), 0);
    if (!first || total < worthwhileTokens || total < tokens.staticInput * 0.08) return null;
    return {
      message: `About ${grouped(total)} of ${grouped(tokens.staticInput)} written tokens say nothing new: ${first.what}.`,
      confidence: 'likely',
      saving: savingOf(input, { tokens: { input: fewer(tokens.input, Math.round(total)) } }),
      byHand: 'Dedent the text, drop repetitions, and write JSON without line breaks',
    };
  },
};

/** Answers in laid-out JSON: each line break and indent is an output token. */
export const verboseJsonOutput: Rule = {
  id: 'verbose-json-output',
  severity: 'information',
  title: 'The answer is asked for as JSON laid out for people',
  check({ analyzed: { call } }) {
    const text = staticText(call, '\n');
    const asked =
      /\b(?:pretty[- ]?print(?:ed)?|indented|with (?:an )?indent(?:ation)?(?: of)?(?: \d)?|human[- ]readable)\b[^.\n]{0,40}\bjson\b|\bjson\b[^.\n]{0,40}\b(?:pretty[- ]?print(?:ed)?|indented|with (?:an )?(?:\d+[- ]space )?indent(?:ation)?|nicely (?:formatted|indented))\b/i.exec(
        text,
      );
    if (
      !asked ||
      /\bnot?\b[^.\n]{0,25}$|don'?t[^.\n]{0,25}$|avoid[^.\n]{0,25}$|without[^.\n]{0,25}$/i.test(
        text.slice(Math.max(0, asked.index - 30), asked.index),
      ) ||
      /\b(?:no|not|without|never|don'?t)\b/i.test(asked[0])
    )
      return null;
    return {
      message: `"${asked[0].replace(/\s+/g, ' ')}": white space in the answer is paid as output. Ask for compact JSON and lay it out in code.`,
      confidence: 'likely',
      byHand: 'Ask for minified JSON',
    };
  },
};
