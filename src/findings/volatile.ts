import type { FileFacts, PromptHole, Span } from '../model.ts';
import { orderOf, type Order } from './order.ts';

/** Reads of a clock, of chance, or of a fresh id, as they are written in Python and JavaScript. */
const clock =
  /\b(?:datetime\.)*(?:datetime|date)\.(?:now|utcnow|today)\(|\btime\.(?:time|time_ns|ctime|strftime|asctime|localtime|gmtime)\(|\bperf_counter\(|\bpd\.Timestamp\.now\(|\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\b(?:dayjs|moment)\(\s*\)|\bpendulum\.now\(|\barrow\.(?:now|utcnow)\(|\btimezone\.now\(/;
const chance =
  /\buuid[0-9]?\(|\buuid\.uuid[0-9]\(|\brandomUUID\(|\bnanoid\(|\buuidv[0-9]\(|\brandom\.(?:random|randint|choice|choices|sample|uniform|shuffle|getrandbits)\(|\bsecrets\.\w+\(|\bMath\.random\(|\bcrypto\.randomBytes\(/;
/** Only the day is kept: the text changes once a day, which no cache minds. */
const dayOnly =
  /\.date\(\)|\bdate\.today\(|toDateString\(|toLocaleDateString\(|\.toISOString\(\)\s*\.(?:slice|split|substring|substr)\(|\.split\(\s*["'`]T|\.getFullYear\(|\.(?:year|month|day)\b|isoformat\(\)\s*(?:\[\s*:\s*10|\.split)/;

/** What makes a variable part of a prompt differ from one request to the next. */
export interface Volatility {
  readonly kind: 'time' | 'random' | Order['kind'];
  /** In words: `{now} is the time and differs on each request`. */
  readonly words: string;
  /** Where it is decided; null where that is not in this file. */
  readonly span: Span | null;
}

const orders = {
  set: 'lists a set, in another order in each process',
  shuffled: 'is put in a random order',
  completion: 'is in the order in which tasks end, another one each time',
} as const;

/** What makes a hole differ from one request to the next, or null when that is not plain to see. */
export function volatility(code: FileFacts, hole: PromptHole, call: Span): Volatility | null {
  const text = `${hole.name} ${hole.reason ?? ''}`;
  const differs = (kind: 'time' | 'random', what: string): Volatility => ({
    kind,
    words: `{${hole.name}} is ${what} and differs on each request`,
    span: hole.span,
  });
  if (chance.test(text)) return differs('random', 'a random value');
  const order = orderOf(code, hole, call);
  if (order) return { kind: order.kind, words: `{${hole.name}} ${orders[order.kind]}`, span: order.span };
  if (!clock.test(text) || dayOnly.test(text)) return null;
  const format = /(?:strftime|format)\(\s*(?:[^"'`)]*,\s*)?["'`]([^"'`]*)["'`]/.exec(text)?.[1];
  if (format !== undefined && !/%[HIMSfpcXsTr]|[Hhms]{1,2}:|HH|hh|mm|ss|LT|[aA]\b/.test(format)) return null;
  return differs('time', 'the time');
}
