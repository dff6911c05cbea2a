import type { DeclaredCall, Estimate, ModelFacts, PromptHole } from '../model.ts';
import { subjectOf } from '../text/subject.ts';
import { assumed } from './arithmetic.ts';
import { fileTokens } from './media.ts';

/** How long a variable in a prompt is taken to be. */
export interface Assumption {
  /** What the variable is taken for. */
  readonly words: string;
  readonly tokens: Estimate<number>;
}

const is = (words: string, low: number, expected: number, high: number): Assumption => ({ words, tokens: assumed(low, expected, high) });

/**
 * Tokens assumed for a variable in a prompt by the words of its name, the most telling first. They are orders of magnitude, not
 * measurements: a word of English is about 1.3 tokens, a page 500, an article 1,500; that is why ranges are wide, every one is
 * `assumed`, and the team file replaces them (`variables:`).
 */
const byName: readonly (readonly [RegExp, Assumption])[] = [
  [
    /^(history|histories|messages|conversation|conversations|memory|chat|chats|thread|dialog|dialogue|turns|transcript)$/,
    is('a conversation', 20, 1000, 16000),
  ],
  [/^(image|images|photo|photos|picture|pictures|img|imgs|screenshot|frame|frames)$/, is('an image', 85, 1100, 5000)],
  [/^(audio|voice|speech|recording|wav|mp3)$/, is('audio of a minute or so', 100, 1500, 10000)],
  [/^(pdf|pdfs)$/, is('a PDF of some pages', 500, 6000, 60000)],
  [
    /^(context|contexts|chunk|chunks|passages|docs|documents|sources|snippets|retrieved|evidence|knowledge|references|results|search)$/,
    is('retrieved context', 100, 2000, 16000),
  ],
  [
    /^(article|articles|document|doc|paper|report|page|pages|contract|book|chapter|website|webpage|html|markdown|md|content|contents|body|essay|story|corpus|readme|filing|policy)$/,
    is('a document', 100, 1500, 16000),
  ],
  [
    /^(code|diff|patch|source|function|script|file|files|module|repo|log|logs|traceback|stacktrace|sql)$/,
    is('code or a file', 30, 800, 12000),
  ],
  [/^(json|data|dataset|table|tables|rows|csv|records|payload|xml|yaml|dataframe|df)$/, is('data', 20, 500, 8000)],
  [/^(schema|schemas|spec|definitions|metadata)$/, is('a schema', 30, 300, 3000)],
  [/^(examples|example|shots|fewshot|samples)$/, is('examples', 30, 400, 4000)],
  [
    /^(summary|abstract|outline|draft|answer|answers|response|output|completion|reply|analysis|feedback|review|reviews|critique|plan)$/,
    is('a text of some paragraphs', 20, 300, 3000),
  ],
  [
    /^(email|mail|ticket|post|comment|comments|tweet|description|bio|profile|resume|cv|job|paragraph|excerpt|notes|note|speech|letter|details)$/,
    is('a short text', 10, 200, 2000),
  ],
  [
    /^(instruction|instructions|task|guidelines|rules|system|persona|template|prompt|requirements|goal|objective|criteria)$/,
    is('instructions', 10, 200, 2000),
  ],
  [
    /^(question|questions|query|queries|utterance|ask|claim|sentence|statement|message|request|input|inputs|msg|text|texts|string|line)$/,
    is('a question or message', 5, 60, 1000),
  ],
  [
    /^(list|items|tags|categories|category|options|labels|names|keywords|topics|columns|fields|tools|choices|entities|keys|features|ingredients)$/,
    is('a list', 5, 60, 1000),
  ],
  [
    /^(name|title|subject|topic|user|username|language|lang|city|location|country|company|role|style|tone|genre|type|kind|label|level|format|term|word|words|product|brand|currency|symbol|ticker|domain|model|status|mode|color|animal|sport|place|destination|author|character|gender|nationality|theme|mood|audience|key)$/,
    is('a name or a few words', 1, 5, 40),
  ],
  [/^(url|urls|link|links|path|filename|uri|email_address)$/, is('an address', 5, 25, 100)],
  [/^(id|ids|uuid|hash|sha|sku|code_id|token|zip)$/, is('an id', 1, 8, 30)],
  [/^(date|datetime|time|now|today|timestamp|year|month|day|weekday|deadline)$/, is('a date', 1, 8, 20)],
  [
    /^(count|num|number|n|k|index|idx|i|j|limit|length|len|size|total|amount|price|score|age|rating|temperature|max|min|width|height|year|quantity|percentage|value|version|step|round|attempt)$/,
    is('a number', 1, 3, 12),
  ],
];

const byHint: Readonly<Record<PromptHole['hint'], Assumption>> = {
  number: is('a number, id or date', 1, 5, 20),
  text: is('a short text', 5, 100, 1000),
  list: is('a list', 10, 200, 2000),
  document: is('a document or context', 100, 1500, 16000),
  history: is('a conversation', 20, 1000, 16000),
  image: is('an image', 85, 1100, 5000),
  audio: is('audio', 100, 1000, 10000),
  unknown: is('something unknown', 1, 200, 4000),
};

/** What a variable is taken for: what the team says of its name, then the file that it is, then its name, then the kind that analysis saw. */
export function assumptionFor(hole: PromptHole, declared: DeclaredCall | null, facts: ModelFacts | null = null): Assumption {
  const own = declared?.variables?.[hole.name] ?? declared?.variables?.[wordsOf(hole.name).join('_')];
  if (own) return { words: 'as the team file says', tokens: own };
  if (hole.file) return fileTokens(hole.file, facts);
  if (/\b(?:now|today|utcnow|strftime|isoformat|Date)\b/.test(`${hole.name} ${hole.reason ?? ''}`)) return is('a date', 1, 8, 20);
  const known = namedAs(hole.name, (word) => word);
  if (known || hole.hint !== 'unknown') return known ?? byHint[hole.hint];
  // Several of something are at least as much as one; `values` are no number.
  const one = namedAs(hole.name, (word) => (/[^s]s$/.test(word) ? word.slice(0, -1) : ''));
  return one && one.tokens.high >= 1000 ? one : byHint.unknown;
}

/** The last telling word decides: `ticket.body` is a body, `user_question` a question, `num_docs` a number. Null when none is known. */
function namedAs(name: string, spelt: (word: string) => string): Assumption | null {
  const words = wordsOf(name);
  if (/^(?:len|count|sum|max|min)\(/.test(name) || /^(?:num|number|n|max|min|total|top)_/i.test(name)) return is('a number', 1, 3, 12);
  for (const word of words.toReversed()) {
    const hit = byName.find(([pattern]) => pattern.test(spelt(word)));
    if (hit) return hit[1];
  }
  return null;
}

/** `", ".join(userDocs)`, `self.user_docs[0]` -> user, docs. Words of what is beside the point, and of common methods, are left out. */
function wordsOf(name: string): readonly string[] {
  return subjectOf(name)
    .replace(/\.(?:format|lower|upper|toString|dumps|stringify|get|read|model_dump_json|content|text)\s*(?=\(|$)/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(
      (word) =>
        word !== '' &&
        !['self', 'this', 'str', 'json', 'dumps', 'stringify', 'state', 'args', 'params', 'props', 'config', 'join'].includes(word),
    );
}
