import { exactly, type Estimate, type Known, type Span, type TokenEstimate } from '../model.ts';
import { percent } from './prices.ts';
import { asAsked, completesText, profileOf } from './obstacles.ts';
import type { Refused } from './refused.ts';
import { surest, type Found, type Rule, type RuleInput } from './rule.ts';
import { sharing, swapModel } from './swaps.ts';
import { endedBy, literalAt } from './written.ts';

/** When a seller ends a model on its own platform, and what to use instead. Clouds that resell it keep their own calendars. */
interface Retirement {
  /** ISO date. */
  readonly date: string;
  /** It may have been before. */
  readonly isAtLatest: boolean;
  /** The model that ends. */
  readonly of: string;
  readonly replacement: string | null;
  /** What answers from then on, at its own price; null: nothing does. */
  readonly routedTo: string | null;
}

/** Days before the end from which it is a warning. */
const noticeDays = 90;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isDefault(model: Known<string>): boolean {
  return model.state === 'known' && (model.how === 'default-param' || model.how === 'env-default');
}

const same = 'at the same price';

/**
 * What a replacement costs beside the model that it replaces, for the same tokens: how many more or fewer it takes is not known before it is tried.
 * Input and output are told apart, since the whole would rest on how long an answer is assumed to be; and none of the input comes from a cache.
 */
function compared(input: RuleInput, before: string, model: string): string {
  const { tokens } = input.analyzed;
  const none = exactly(0, 'approximated');
  const some = (asked: Estimate<number>) => (asked.expected > 0 ? asked : exactly(1000, 'approximated'));
  const costOf = (of: string, asked: Pick<TokenEstimate, 'input' | 'output'>) =>
    input.costIf({ model: of, tokens: { ...asked, cacheRead: none, cacheWrite: none }, isOneStep: true })?.expected ?? null;
  // Fees of a request (searches, pictures) are no price of tokens.
  const ofTokens = (of: string, asked: Pick<TokenEstimate, 'input' | 'output'>) => {
    const [all, fees] = [costOf(of, asked), costOf(of, { input: none, output: none })];
    return all === null || fees === null ? null : Number(all - fees);
  };
  const words = (asked: Pick<TokenEstimate, 'input' | 'output'>) => {
    const [then, now] = [ofTokens(model, asked), ofTokens(before, asked)];
    const share = then === null || !now ? null : 1 - then / now;
    return share === null
      ? ''
      : Math.abs(share) < 0.005
        ? same
        : share > 0
          ? `${percent(share)} cheaper`
          : share > -0.5
            ? `${percent(share)} dearer`
            : `${(1 - share).toFixed(1)} times the price`;
  };
  const [ofInput, ofOutput] = [words({ input: some(tokens.input), output: none }), words({ input: none, output: some(tokens.output) })];
  if (ofInput === '' || ofOutput === '') return '';
  if (ofInput !== ofOutput) return `, for the same tokens input ${ofInput} and output ${ofOutput}`;
  return ofInput === same ? `, ${same}` : `, ${ofInput} for the same tokens`;
}

function describe(input: RuleInput, retirement: Retirement, message: string): Found | null {
  const { call } = input.analyzed;
  const users = sharing(input);
  // One constant is one thing to change, however many calls use it.
  if (users.length > 1 && surest(users.map((one) => one.call))?.id !== call.id) return null;
  // Only a model whose price is known is put forward: anything else would trade one surprise for another.
  const replacement = retirement.replacement !== null && input.costIf({ model: retirement.replacement }) ? retirement.replacement : null;
  // Whoever sells it at another address goes by a calendar of their own.
  const elsewhere = call.provider === null && call.sentTo?.host ? ` That is its maker's day: ${call.sentTo.host} may keep another.` : '';
  const shared = `${elsewhere}${users.length > 1 ? ` ${users.length} calls here use it.` : ''}`;
  const place = placeInFile(input);
  const found: Found = {
    message: `${message}.${shared}`,
    confidence: isDefault(call.model) ? 'likely' : 'certain',
    ...(place ? { span: place } : {}),
    ...(call.model.state === 'known' && call.model.span
      ? { about: `${call.model.file ?? call.file}:${call.model.span.start} ${call.model.value}` }
      : {}),
  };
  if (replacement === null)
    return completesText(call)
      ? {
          ...found,
          message: `${message}.${shared} Nothing completes texts in its place: make the request one of messages, to a current model.`,
          byHand: 'Ask a current model by messages (Chat Completions or Responses)',
        }
      : {
          ...found,
          message: `${message}.${shared} No replacement with a known price is named: choose a current model of the seller.`,
          byHand: 'Change the model where it is set',
        };
  const asked = asAsked(retirement.of, replacement);
  const change = compared(input, retirement.of, asked);
  // A promotion that ends makes the comparison one of today only.
  const next = change === '' ? undefined : input.factsOf(replacement)?.nextChange;
  const { fixes, refused, obstacles } = swapModel(input, replacement);
  const seen = [...refusalsInWords(refused), ...obstacles];
  // What stands in the way is what was seen: whoever changes it by hand is told that there may be more.
  const without = [...seen, ...(seen.length > 0 ? ["More may have to change: its maker's migration guide lists it."] : [])]
    .map((one) => ` ${one}`)
    .join('');
  const unwanted = [...refused.sent, ...refused.may];
  return {
    ...found,
    message: `${message}.${shared} Replacement: ${profileOf(retirement.of) === null ? replacement : asked}${change}${next === undefined ? '' : `, at a price that changes on ${next}`}.${without} Test the answers, and count the tokens, before you switch.`,
    ...(fixes.length > 0
      ? { fixes }
      : {
          byHand:
            unwanted.length > 0
              ? `Change the model to ${replacement}, and take away what it refuses: ${unwanted.join(', ')}`
              : `Change the model to ${replacement} where it is set, and take away settings that it refuses`,
        }),
  };
}

/** What is sent and refused, a sentence; where not all that is sent can be read, another with the rest of what is refused. */
function refusalsInWords({ sent, may, rest }: Refused): readonly string[] {
  const first =
    sent.length > 0
      ? `It refuses ${listed(sent)}, which this code sends${may.length > 0 ? `, and ${listed(may)}, which it may send` : ''}.`
      : may.length > 0
        ? `It refuses ${listed(may)}, which this code may send.`
        : null;
  return [
    ...(first === null ? [] : [first]),
    ...(rest.length === 0
      ? []
      : [`It ${first === null ? '' : 'also '}refuses ${listed(rest)}: look where the rest of the request is put together.`]),
  ];
}

/** `a, b and c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Where the model is written, if that is in this file and out of the call, or several calls use it. */
function placeInFile(input: RuleInput): Span | null {
  const {
    analyzed: { call },
    code,
  } = input;
  const { model } = call;
  if (model.state !== 'known' || (model.file ?? call.file) !== call.file || !literalAt(code, model.span, model.value)) return null;
  const isInside = model.span !== null && call.span.start <= model.span.start && model.span.end <= call.span.end;
  return isInside && sharing(input).length < 2 ? null : model.span;
}

function retirementIn(input: RuleInput): { readonly retirement: Retirement; readonly subject: string } | null {
  const { call, declared } = input.analyzed;
  const { model } = call;
  if (endedBy(call, input.at)) return null;
  // Where the code does not tell, the team file may.
  const names =
    model.state === 'known'
      ? [model.value]
      : [...(declared?.modelId === undefined ? [] : [declared.modelId]), ...(declared?.mix ?? []).map((one) => one.model)];
  const ends = names.flatMap((name) => {
    const facts = input.factsOf(name);
    return facts?.retires === undefined ? [] : [{ name, facts, date: facts.retires }];
  });
  const first = ends.toSorted((a, b) => (a.date < b.date ? -1 : 1))[0];
  if (!first) return null;
  const { name, facts, date } = first;
  const where =
    model.state !== 'known'
      ? ' (declared in llmcost.yaml)'
      : isDefault(model)
        ? model.file !== undefined && model.file !== call.file
          ? `, the default in ${model.file},`
          : ', the default here,'
        : model.file !== undefined && model.file !== call.file
          ? ` (written in ${model.file})`
          : '';
  return {
    retirement: {
      date,
      isAtLatest: facts.retiresAtLatest === true,
      replacement: facts.replacement ?? null,
      routedTo: facts.routedTo ?? null,
      of: name,
    },
    subject: `${name}${where}`,
  };
}

/** Requests that go on being answered are the ones whose price changes unseen. */
function routed({ routedTo }: Retirement): string {
  return routedTo === null ? '' : `: requests are answered by ${routedTo} from then on, at its price`;
}

/** The provider has shut down the model, or the API that the call asks: requests fail. */
export const modelDeprecated: Rule = {
  id: 'model-deprecated',
  severity: 'warning',
  title: 'The provider has shut this model, or its API, down',
  check(input) {
    const { call } = input.analyzed;
    const ended = endedBy(call, input.at);
    if (ended)
      return {
        message: `${ended.name.replace(/^t/, 'T')} was shut down on ${ended.date}: this request fails. Use ${ended.instead}.`,
        byHand: `Move to ${ended.instead}`,
      };
    const found = retirementIn(input);
    if (!found || found.retirement.date > input.at) return null;
    return describe(
      input,
      found.retirement,
      `${found.subject} was shut down ${found.retirement.isAtLatest ? 'by' : 'on'} ${found.retirement.date}${routed(found.retirement)}`,
    );
  },
};

/** The provider has announced the end of the model. */
export const modelRetiring: Rule = {
  id: 'model-retiring',
  severity: 'warning',
  title: 'The provider will shut this model down',
  check(input) {
    const found = retirementIn(input);
    if (!found || found.retirement.date <= input.at) return null;
    const days = daysBetween(input.at, found.retirement.date);
    const described = describe(
      input,
      found.retirement,
      `${found.subject} will be shut down on ${found.retirement.date}, in ${days} days${routed(found.retirement)}`,
    );
    return described && { ...described, severity: days <= noticeDays ? 'warning' : 'information' };
  },
};
