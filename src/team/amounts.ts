import type { DeclaredCall, Estimate, Origin } from '../model.ts';
import { daysPerMonth } from '../text/dates.ts';
import type { TeamFile } from './schema.ts';

type Volume = NonNullable<NonNullable<TeamFile['calls']>[number]['volume']>;
type Amount = NonNullable<NonNullable<TeamFile['calls']>[number]['input']>;

/** A number, range or percentiles as an estimate, times a factor. */
export function estimateOf(value: Amount, factor = 1): Estimate<number> {
  const { low, expected, high } = rangeOf(value);
  return { low: low * factor, expected: expected * factor, high: high * factor, basis: 'declared' };
}

function rangeOf(value: Amount): { readonly low: number; readonly expected: number; readonly high: number } {
  if (typeof value === 'number') return { low: value, expected: value, high: value };
  if ('low' in value) return value;
  const given = [value.mean, value.p10, value.p50, value.p90, value.p95, value.p99].filter((one) => one !== undefined);
  return { low: value.p10 ?? Math.min(...given), expected: value.mean ?? value.p50, high: Math.max(...given) };
}

/** Calls per month from any of the accepted forms; a volume that hangs on another entry is linked later. */
export function volumeOf(volume: Volume, origin: Origin): Pick<DeclaredCall, 'volume' | 'volumeOf'> {
  if (typeof volume === 'number') return { volume: estimateOf(volume) };
  if (typeof volume === 'string') return { volume: volumeOfText(volume) };
  if ('perMonth' in volume) return { volume: estimateOf(volume.perMonth) };
  if ('perDay' in volume) return { volume: estimateOf(volume.perDay, daysPerMonth) };
  if ('perHour' in volume) return { volume: estimateOf(volume.perHour, daysPerMonth * 24) };
  if ('per' in volume) return { volumeOf: { name: volume.per, times: estimateOf(volume.calls), origin } };
  return { volume: estimateOf(volume.users, volume.callsPerUserPerDay * volume.activeDays) };
}

function volumeOfText(text: string): Estimate<number> {
  const [, digits = '0', suffix = '', unit = 'month'] = /^\s*([\d_.,]+)\s*([kKmM]?)\s*\/\s*(month|day|hour)/.exec(text) ?? [];
  const number = Number(digits.replace(/[_,]/g, '')) * (suffix.toLowerCase() === 'k' ? 1e3 : suffix.toLowerCase() === 'm' ? 1e6 : 1);
  return estimateOf(number, unit === 'month' ? 1 : unit === 'day' ? daysPerMonth : daysPerMonth * 24);
}
