import type { PromptHole } from '../model.ts';

/** Reads of a clock, of chance, or of a fresh id, as they are written in Python and JavaScript. */
const clock = /\b(?:datetime\.)*(?:datetime|date)\.(?:now|utcnow|today)\(|\btime\.(?:time|time_ns|ctime|strftime|asctime|localtime|gmtime)\(|\bperf_counter\(|\bpd\.Timestamp\.now\(|\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\b(?:dayjs|moment)\(\s*\)|\bpendulum\.now\(|\barrow\.(?:now|utcnow)\(|\btimezone\.now\(/;
const chance = /\buuid[0-9]?\(|\buuid\.uuid[0-9]\(|\brandomUUID\(|\bnanoid\(|\buuidv[0-9]\(|\brandom\.(?:random|randint|choice|choices|sample|uniform|shuffle|getrandbits)\(|\bsecrets\.\w+\(|\bMath\.random\(|\bcrypto\.randomBytes\(/;
/** A set of texts has another order in each process of Python: https://docs.python.org/3/reference/datamodel.html#object.__hash__ */
const order = /(?:\.join|\blist|\btuple|\bstr|\bjson\.dumps|\benumerate)\(\s*(?:list\()?(?:frozen)?set\(/;
/** Only the day is kept: the text changes once a day, which no cache minds. */
const dayOnly = /\.date\(\)|\bdate\.today\(|toDateString\(|toLocaleDateString\(|\.toISOString\(\)\s*\.(?:slice|split|substring|substr)\(|\.split\(\s*["'`]T|\.getFullYear\(|\.(?:year|month|day)\b|isoformat\(\)\s*(?:\[\s*:\s*10|\.split)/;

/** What makes a hole differ from one request to the next, or null when that is not plain to see. */
export function volatility(hole: PromptHole): 'the time' | 'a random value' | 'in no fixed order' | null {
  const text = `${hole.name} ${hole.reason ?? ''}`;
  if (chance.test(text)) return 'a random value';
  if (order.test(text) && !/\bsorted\(/.test(text)) return 'in no fixed order';
  if (!clock.test(text) || dayOnly.test(text)) return null;
  const format = /(?:strftime|format)\(\s*(?:[^"'`)]*,\s*)?["'`]([^"'`]*)["'`]/.exec(text)?.[1];
  if (format !== undefined && !/%[HIMSfpcXsTr]|[Hhms]{1,2}:|HH|hh|mm|ss|LT|[aA]\b/.test(format)) return null;
  return 'the time';
}
