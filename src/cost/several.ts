import { addUp, levels, worstBasis, type CallCost, type Estimate, type Picodollars } from '../model.ts';
import { otherPrices } from './projection.ts';

/** A request that a call sends, with how often. `title` says which one, where its cost is not known. */
export interface RequestCost {
  readonly title: string;
  readonly cost: CallCost;
  /** How often one call sends it. */
  readonly times: Estimate<number>;
}

/**
 * Cost of a call that sends several requests, each so many times: their sum, line by line. Unknown when one of them is.
 * @param main index of the request whose price stands for the call.
 */
export function sumOfRequests(requests: readonly RequestCost[], main: number): CallCost {
  const open = requests.find(({ cost }) => cost.state === 'unknown');
  const ofMain = requests[main]?.cost;
  if (open?.cost.state === 'unknown')
    return requests.length === 1
      ? open.cost
      : { ...open.cost, reason: `it sends ${requests.length} requests, and of ${open.title} ${open.cost.reason}` };
  if (ofMain?.state !== 'priced') throw new RangeError('a call with requests has a main one');
  const parts = requests.flatMap(({ cost, times }) => (cost.state === 'priced' ? [{ cost, times }] : []));
  const { runs, conversation, list: _list, negotiated: _negotiated, ...rest } = ofMain;
  const assumed = parts.map(({ cost }) => cost.price.assumed).find((one) => one !== undefined);
  return {
    ...rest,
    perCall: addUp(parts.map(({ cost, times }) => timesMoney(cost.perCall, times))),
    lines: parts
      .filter(({ times }) => times.high > 0)
      .flatMap(({ cost, times }) =>
        cost.lines.map((line) => ({
          ...line,
          model: line.model ?? cost.model,
          quantity: timesNumber(line.quantity, times),
          cost: timesMoney(line.cost, times),
        })),
      ),
    ...otherPrices(
      parts.map(({ cost }) => cost),
      (i, money) => timesMoney(money, parts[i]?.times ?? one),
    ),
    ...(runs && parts.length === 1 && parts[0]?.times.high === 1 ? { runs } : {}),
    ...(conversation && parts.length === 1 && parts[0]?.times.high === 1 ? { conversation } : {}),
    price: {
      ...ofMain.price,
      ...(assumed === undefined ? {} : { assumed }),
      entry: [...new Set(parts.map(({ cost }) => cost.price.entry))].join(' and '),
    },
  };
}

const one: Estimate<number> = { low: 1, expected: 1, high: 1, basis: 'counted' };

function timesMoney(money: Estimate<Picodollars>, times: Estimate<number>): Estimate<Picodollars> {
  const [low = 0n, expected = 0n, high = 0n] = levels.map((level) => money[level] * BigInt(Math.round(times[level])));
  return { low, expected, high, basis: worstBasis([money.basis, times.basis]) };
}
function timesNumber(quantity: Estimate<number>, times: Estimate<number>): Estimate<number> {
  return {
    low: quantity.low * times.low,
    expected: quantity.expected * times.expected,
    high: quantity.high * times.high,
    basis: worstBasis([quantity.basis, times.basis]),
  };
}
