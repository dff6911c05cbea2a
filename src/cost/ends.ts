import type { ModelFacts } from '../model.ts';
import type { CatalogModel, ProviderPrices } from './catalog.ts';

/** When a seller ends a name, and what comes after it. */
export type End = Pick<ModelFacts, 'retires' | 'retiresAtLatest' | 'routedTo' | 'replacement'>;

/** When a seller ends a name of an entry, what answers it from then on, and what to use instead; empty: nothing is announced. */
export function endOf(model: CatalogModel, id: string): End {
  const snapshot = model.snapshots?.find((one) => one.ids.includes(id.toLowerCase()));
  const { retires, routedTo, replacement = routedTo } = snapshot ?? model;
  return {
    ...(typeof retires === 'string' ? { retires } : {}),
    ...(snapshot?.atLatest ? { retiresAtLatest: true } : {}),
    ...(routedTo !== undefined ? { routedTo } : {}),
    ...(replacement !== undefined ? { replacement } : {}),
  };
}

/** The entry that answers, and bills, on a day: another one where the seller routes the requests of a model that it ended. `date` is an ISO date. */
export function answering(list: ProviderPrices, model: CatalogModel, { retires, routedTo }: End, date: string): CatalogModel {
  const isRouted = routedTo !== undefined && retires !== undefined && retires <= date;
  return (isRouted && list.models.find((one) => one.id === routedTo)) || model;
}

/** The next day on which other rates hold; empty: none is known. A row that only may hold is no change that is known. */
export function changeOf(model: CatalogModel, { retires, routedTo }: End, date: string): Pick<ModelFacts, 'nextChange'> {
  const next = model.prices
    .flatMap((row) => (!row.when && !row.maybe && row.from !== undefined ? [row.from] : []))
    .concat(routedTo !== undefined && retires !== undefined ? [retires] : [])
    .filter((day) => day > date)
    .toSorted()[0];
  return next === undefined ? {} : { nextChange: next };
}
