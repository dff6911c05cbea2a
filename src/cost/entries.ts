import type { Catalog, CatalogModel, ProviderPrices } from './catalog.ts';
import { matchIn, unpricedReason } from './match.ts';
import { readingsOf, type Reading } from './names.ts';

/** An entry of a price list that a name may mean. */
export interface Entry {
  readonly list: ProviderPrices;
  readonly model: CatalogModel;
  readonly reading: Reading;
  /** How the name led to it, in words. */
  readonly why: string;
}

/** Entries that a name may mean: one, or several when nothing tells the seller. */
export function entriesOf(catalog: Catalog, written: string, seller: string | null, date: string): readonly Entry[] {
  const readings = readingsOf(written);
  const sells = (provider: string) => catalog.providers.find((one) => one.provider === provider)?.sells ?? 'own';
  // `google/gemini-2.5-pro` at Vertex AI: who hosts models of others may name their maker.
  const isMakerAtHost = (named: string) => seller !== null && sells(seller) === 'others' && sells(named) === 'own';
  // A shape of name that one seller only uses wins over the client it is sent with.
  const shape =
    readings.find((one) => one.provider !== null && one.stripped === '' && one.provider !== seller) ??
    readings.find((one) => one.provider === 'bedrock');
  for (const reading of readings) {
    const of =
      seller === null || shape === reading
        ? reading.provider
        : reading.provider === null || reading.provider === seller || isMakerAtHost(reading.provider)
          ? seller
          : undefined;
    if (of === undefined || of === null) continue;
    const hits = entriesIn(
      catalog.providers.filter((one) => one.provider === of),
      reading,
      date,
    );
    if (hits.length > 0) return hits;
  }
  return seller === null ? entriesOfAnySeller(catalog.providers, readings, date) : [];
}

/** A name that nothing tells a seller of: the maker's entry, else those of the hosts. */
function entriesOfAnySeller(providers: readonly ProviderPrices[], readings: readonly Reading[], date: string): readonly Entry[] {
  const plain = readings[0];
  if (!plain || readings.some((one) => one.provider !== null)) return [];
  const makers = entriesIn(
    providers.filter((one) => (one.sells ?? 'own') === 'own'),
    plain,
    date,
  );
  if (makers.length > 0) return makers;
  const hosts = providers.filter((one) => one.sells === 'others');
  const others = entriesIn(hosts, plain, date);
  const [only, ...more] = others;
  if (!only || more.length > 0) return others;
  // `mistral-7b-instruct` of one host is `mistralai/mistral-7b-instruct` of another: open weights whose name is no host's own.
  const elsewhere = hosts.flatMap((list): readonly Entry[] =>
    list.models
      .filter((model) => list !== only.list && tailOf(model.id) === tailOf(only.model.id))
      .map((model) => ({ list, model, reading: plain, why: '' })),
  );
  return elsewhere.length > 0
    ? [only, ...elsewhere.slice(0, 1)]
    : [{ ...only, why: `${only.why}; only ${only.list.title} lists this name` }];
}

function entriesIn(lists: readonly ProviderPrices[], reading: Reading, date: string): readonly Entry[] {
  return lists.flatMap((list): readonly Entry[] => {
    const hit = matchIn(list, reading.id, date);
    const without = reading.stripped === '' ? '' : `, read without ${reading.stripped}`;
    return hit ? [{ list, model: hit.model, reading, why: `${hit.why}${without}` }] : [];
  });
}

/** `llama-3-8b` of `meta/llama-3-8b`. */
function tailOf(id: string): string {
  return (id.split('/').at(-1) ?? id).toLowerCase();
}

/** Why no entry is meant: it is known without a price, or on no list. A sentence. */
export function whyNot(catalog: Catalog, written: string, seller: string | null): string {
  const readings = readingsOf(written);
  for (const reading of readings) {
    const of = seller ?? reading.provider;
    for (const list of catalog.providers.filter((one) =>
      of === null ? (one.sells ?? 'own') === 'own' || readings.some((other) => other.provider === one.provider) : one.provider === of,
    )) {
      const reason = unpricedReason(list, reading.id);
      if (reason !== null) return `${reading.id} is known without a price: ${reason}`;
    }
  }
  const of = seller ?? readings.at(-1)?.provider ?? null;
  const list = catalog.providers.find((one) => one.provider === of);
  if (of !== null && !list) return `no price list of ${of} is in the catalog`;
  if (of === 'azure')
    return `${written} is no model on the list of Azure OpenAI; if it is a deployment, say of which model (is: under pricing: in llmcost.yaml)`;
  return list ? `${written} has no entry on the price list of ${list.title}` : `${written} has no entry in the catalog`;
}
