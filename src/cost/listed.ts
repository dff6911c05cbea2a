import { nothingAsked, type Asked, type Moment } from './asked.ts';
import { checksOf, type Catalog } from './catalog.ts';
import { answering, changeOf, endOf } from './ends.ts';
import { entriesOf, whyNot, type Entry } from './entries.ts';
import { nearIds } from './match.ts';
import { factsOf } from './modelFacts.ts';
import { isHandedOn, readingsOf, sellerOf } from './names.ts';
import type { Found, Price } from './priceBook.ts';
import { ratesAt, schedulesOf } from './schedule.ts';

/** Gateways that bill the maker's list price: https://vercel.com/docs/ai-gateway/pricing. */
const passThrough = new Set(['gateway', 'vercel', 'litellm']);

/** The list price of a name as the code writes it. @param provider who bills; null: the name says it, or the makers are asked */
export function findListed(catalog: Catalog, written: string, provider: string | null, moment: Moment, asked: Asked): Found {
  const seller = provider === null || passThrough.has(provider) || isHandedOn(written) ? null : sellerOf(provider);
  const near = () =>
    nearIds(
      catalog.providers.filter(
        (one) => seller === null || one.provider === seller || !catalog.providers.some((other) => other.provider === seller),
      ),
      readingsOf(written).at(-1)?.id ?? written,
    );
  if (written.trim() === '') return { price: null, reason: 'the model name is empty', near: [] };
  const entries = entriesOf(catalog, written, seller, moment.date);
  const [entry, other] = entries;
  if (!entry) return { price: null, reason: whyNot(catalog, written, seller), near: near() };
  if (other)
    return {
      price: null,
      reason: `${written} is sold by ${entries.map((one) => one.list.title).join(' and ')}, and the code does not say which`,
      near: near(),
    };
  const price = priceOf(catalog, entry, moment, { ...asked, region: entry.reading.region ?? asked.region });
  if (!price)
    return { price: null, reason: `${entry.list.provider}/${entry.model.id} has no price that holds on ${moment.date}`, near: [] };
  const { retires, routedTo } = price.facts;
  const routed =
    price.model === routedTo && price.model !== entry.model.id ? `; ${entry.list.title} answers with ${routedTo} since ${retires}` : '';
  return { price, why: `${entry.why}${routed}` };
}

function priceOf(catalog: Catalog, { list, model: named, reading }: Entry, moment: Moment, asked: Asked): Price | null {
  const end = endOf(named, reading.id);
  const model = answering(list, named, end, moment.date);
  const schedules = schedulesOf(model, list.adjust ?? [], asked, moment);
  const [expected] = schedules;
  if (!expected) return null;
  const plain = schedulesOf(model, list.adjust ?? [], { ...nothingAsked, region: asked.region }, moment)[0] ?? expected;
  const base = ratesAt(plain, 1);
  const rates = 'rates' in base ? base.rates : {};
  const row = 'rates' in base ? base.row : undefined;
  return {
    entry: `${list.provider}/${model.id}`,
    model: model.id,
    facts: { ...factsOf(catalog, list, model, plain, rates), ...end, ...changeOf(model, end, moment.date) },
    schedules,
    list: schedules,
    base: rates,
    effectiveFrom: model === named ? (row?.from ?? null) : latestOf(row?.from, end.retires),
    source: row?.source ?? model.source ?? list.source,
    checkedAt: model.checkedAt ?? list.checkedAt,
    checkedWith: checksOf(catalog, list, model),
    contracted: null,
    note: row?.note ?? model.note ?? null,
  };
}

function latestOf(...days: readonly (string | undefined)[]): string | null {
  return (
    days
      .filter((day) => day !== undefined)
      .toSorted()
      .at(-1) ?? null
  );
}
