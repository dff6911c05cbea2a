import type { DeclaredCall, Estimate, LlmCall, ModelFacts } from '../model.ts';
import { staticText } from '../text/prompts.ts';
import { assumed } from './arithmetic.ts';
import { imageOutput, speechOutput } from './made.ts';
import { reasoningOf } from './reasoning.ts';

/** Tokens of a word of English, as OpenAI's tokenizer page says (100 tokens are about 75 words). */
const perWord = 1.35;
/** Letters of a token of English. */
export const charactersPerToken = 4.5;
const perSentence = 25;
const perParagraph = 110;
const perBullet = 40;
const perItem = 30;

/** Tokens of one answer, with the reason that a person can check. */
export interface OutputExpectation {
  readonly tokens: Estimate<number>;
  /** Where the expected number comes from. */
  readonly words: string;
  /** Part that is reasoning. */
  readonly reasoning?: number;
  /** Absent: text. */
  readonly kind?: 'image' | 'audio';
}

/**
 * Output tokens of one answer. The cap (or the model's limit) is the high bound; the expected number is what the prompt itself asks for,
 * else the size of the schema, else a stated default; reasoning tokens are part of it. Low is at least one token.
 * @param limit cap in force; null when none is known.
 * @param spoken characters of the prompt, for models that read it aloud.
 */
export function expectOutput(
  call: LlmCall,
  facts: ModelFacts | null,
  declared: DeclaredCall | null,
  limit: number | null,
  inputTokens: number,
  spoken: Estimate<number>,
): OutputExpectation {
  const nothing = { tokens: { low: 0, expected: 0, high: 0, basis: 'counted' as const }, words: 'no text comes back' };
  if (
    call.billing === 'embedding' ||
    call.billing === 'rerank' ||
    (facts?.makes === undefined && (call.billing === 'speech' || call.billing === 'image' || call.billing === 'ocr'))
  )
    return nothing;
  const kind = facts?.makes;
  if (declared?.output) return { tokens: declared.output, words: 'as the team file says', ...(kind ? { kind } : {}) };
  if (kind) return { ...(kind === 'image' ? imageOutput(call, facts) : speechOutput(spoken, facts)), kind };
  const answer = answerOf(call, inputTokens);
  if (call.details?.speaks)
    return {
      ...speechOutput(assumed(answer.low * charactersPerToken, answer.expected * charactersPerToken, 4096 * charactersPerToken), facts),
      kind: 'audio',
    };
  const reasoning = reasoningOf(call, facts);
  const expected = answer.expected + reasoning;
  const high = limit ?? Math.max(expected * 10, 4096);
  const low = Math.max(1, Math.min(answer.low, high));
  return {
    tokens: assumed(low, Math.max(low, Math.min(expected, high)), Math.max(low, high)),
    words: reasoning > 0 ? `${answer.words}, and about ${reasoning} tokens of reasoning` : answer.words,
    ...(reasoning > 0 ? { reasoning } : {}),
  };
}

interface Answer {
  readonly low: number;
  readonly expected: number;
  readonly words: string;
}
/** A twentieth of real answers is shorter than a tenth of their mean (docs/tokens.md, "How long answers are"). */
const answer = (expected: number, words: string): Answer => ({
  low: Math.max(1, Math.round(expected / 10)),
  expected: Math.max(1, Math.round(expected)),
  words,
});

function answerOf(call: LlmCall, inputTokens: number): Answer {
  const text = staticText(call, ' ');
  const schema = call.prompt.segments.find((segment) => segment.role === 'schema');
  if (schema)
    return answer(lengthBySchema(schema.parts.filter((part) => typeof part === 'string').join('')), 'by the fields of the schema');
  return lengthByWords(text) ?? lengthByTask(text, inputTokens) ?? answer(400, 'a usual answer; nothing in the prompt says how long');
}

const amount = (text: string) =>
  (
    ({
      'a few': 3,
      'a couple of': 2,
      several: 4,
      a: 1,
      an: 1,
      one: 1,
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      ten: 10,
      single: 1,
    }) as Readonly<Record<string, number>>
  )[text.toLowerCase()] ?? Number(text.replace(/,/g, ''));
const number = '(\\d[\\d,]{0,5}|a few|a couple of|several|an?|one|two|three|four|five|six|seven|eight|nine|ten|single)';
const units: readonly (readonly [RegExp, number, string])[] = [
  [new RegExp(`\\b${number}\\s*(?:-|to|–)\\s*(\\d+)\\s+(?:\\w+\\s+)?words?\\b`, 'i'), perWord, 'words'],
  [
    new RegExp(
      `\\b(?:under|at most|no more than|max(?:imum)?(?: of)?|within|less than|up to|about|around|approximately|exactly|in|of)\\s+${number}\\s+words?\\b`,
      'i',
    ),
    perWord,
    'words',
  ],
  [new RegExp(`\\b${number}[- ]words?\\b`, 'i'), perWord, 'words'],
  [new RegExp(`\\b${number}(?:\\s*(?:-|to|–)\\s*(\\d+))?\\s+(?:\\w+\\s+)?sentences?\\b`, 'i'), perSentence, 'sentences'],
  [new RegExp(`\\b${number}(?:\\s*(?:-|to|–)\\s*(\\d+))?\\s+(?:\\w+\\s+)?paragraphs?\\b`, 'i'), perParagraph, 'paragraphs'],
  [new RegExp(`\\b${number}(?:\\s*(?:-|to|–)\\s*(\\d+))?\\s+(?:\\w+\\s+)?(?:bullet points?|bullets)\\b`, 'i'), perBullet, 'bullet points'],
  [new RegExp(`\\b${number}(?:\\s*(?:-|to|–)\\s*(\\d+))?\\s+(?:characters|chars)\\b`, 'i'), 0.25, 'characters'],
  [new RegExp(`\\b${number}(?:\\s*(?:-|to|–)\\s*(\\d+))?\\s+tokens\\b`, 'i'), 1, 'tokens'],
  [
    new RegExp(
      `\\b(?:list|generate|give|suggest|write|create|provide|produce|return|extract)\\s+(?:me\\s+|up to\\s+|exactly\\s+|the top\\s+)?${number}(?:\\s*(?:-|to|–)\\s*(\\d+))?\\s+(?:\\w+\\s+){0,2}(?:ideas|questions|queries|titles|examples|items|variations|suggestions|tags|keywords|headlines|options|facts|steps|names|topics)\\b`,
      'i',
    ),
    perItem,
    'items',
  ],
];

/** The length that the prompt's own words ask for, however loosely: it only sets what is expected. Advice needs plainer words (`findings/answerLength.ts`). */
function lengthByWords(text: string): Answer | null {
  if (
    /\b(?:one|single|1)[- ]word\b|\b(?:yes or no|yes\/no|true or false|true\/false|['"]?yes['"]? or ['"]?no['"]?)\b|\bonly (?:output |return |respond with |reply with |answer with )?(?:the |a )?(?:single )?(?:label|category|number|name|letter|digit|score|class|sentiment|word|integer|id)\b/i.test(
      text,
    )
  )
    return { low: 1, expected: 5, words: 'the prompt asks for a word or label' };
  for (const [pattern, each, unit] of units) {
    const match = pattern.exec(text);
    const first = match?.[1] === undefined ? Number.NaN : amount(match[1]);
    const count = match?.[2] === undefined ? first : (first + Number(match[2])) / 2;
    if (Number.isFinite(count) && count > 0 && count * each < 20_000)
      return answer(count * each, `the prompt asks for ${match?.[2] === undefined ? first : `${first} to ${match[2]}`} ${unit}`);
  }
  return null;
}

const tasks: readonly (readonly [RegExp, number, string])[] = [
  [
    /\b(?:classif(?:y|ication)|categori[sz]e|sentiment(?!\s*:)|label(?:l?ed)? (?:the|this|each)|which (?:of the following|category))\b/i,
    30,
    'a classification',
  ],
  [
    /\b(?:generate|create|write|suggest|give|provide|choose|make|come up with|propose|produce|return|output)\b.{0,40}\b(?:title|headline|subject line|slug|filename|name) (?:for|of) (?:the|this|a)\b/i,
    15,
    'a title',
  ],
  [/\b(?:rewrite|rephrase|paraphrase) .{0,40}\b(?:question|query)\b|\bstandalone question\b/i, 30, 'a rewritten question'],
  [/\b(?:extract|identify|find all|list all)\b.{0,60}\b(?:json|entities|fields|names|dates|information)\b/i, 150, 'an extraction'],
  [/\b(?:return|respond|reply|output|answer|format)\b.{0,40}\bjson\b|\bjson (?:object|format|array|schema)\b/i, 200, 'JSON'],
  [
    /\b(?:brief(?:ly)?|concise(?:ly)?|short(?!(?: \w+)?[ -](?:stor(?:y|ies)|essays?|articles?|films?|videos?|term)\b)|succinct(?:ly)?|in a few words|keep it short)\b(?!\s+(?:\w+\s+){1,2}(?:of|for) each\b)/i,
    180,
    'a short answer',
  ],
  [/\bsummar(?:y|i[sz]e|i[sz]ation)\b|\btl;?dr\b/i, 260, 'a summary'],
  [
    /\b(?:write|generate|create|implement)\b.{0,60}\b(?:code|function|script|program|component|class|sql|query|unit tests?)\b/i,
    700,
    'code',
  ],
  [
    /\b(?:essay|blog post|article|story|report|chapter|in detail|detailed|comprehensive|in[- ]depth|step[- ]by[- ]step)\b/i,
    800,
    'a long text',
  ],
];

/** The usual length of the kind of answer that the prompt's own words ask for. */
function lengthByTask(text: string, inputTokens: number): Answer | null {
  if (/\b(?:translate|translation|proofread|correct the (?:grammar|text)|fix (?:the )?grammar)\b/i.test(text))
    return answer(Math.min(4000, Math.max(50, inputTokens * 0.8)), 'about as long as what is sent, as for a translation');
  const task = tasks.find(([pattern]) => pattern.test(text));
  return task ? answer(task[1], `${task[2]}, by the words of the prompt`) : null;
}

/** Tokens of an answer that fills a schema: names and punctuation, and a value by the type of each field. */
function lengthBySchema(schema: string): number {
  const of = (pattern: RegExp) => schema.match(pattern)?.length ?? 0;
  const fields = Math.max(
    of(/["']?type["']?\s*:\s*["'](?:string|number|integer|boolean|array|object)["']/gi),
    of(/^\s*\w+\s*:\s*\S/gm),
    of(/\bz\.\w+\(|\b(?:str|int|float|bool)\b/g),
  );
  if (fields === 0) return 200;
  const short = of(/["']?(?:boolean|integer|number|enum)["']?|z\.(?:boolean|number|enum)\(|\b(?:bool|int|float|Literal)\b/gi);
  const many = of(/["']?array["']?|z\.array\(|\b(?:List|list)\[/g);
  return 10 + fields * 8 + Math.min(short, fields) * 2 + Math.max(0, fields - short) * 20 + many * 60;
}
