/** Exact decimal arithmetic on text, for tables whose products must be equal to the last digit. */

interface Decimal {
  readonly digits: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

/** Reads plain and exponent forms. Throws on anything else. */
function read(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  if (whole === '') throw new RangeError(`${text} is no decimal`);
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function write({ digits, scale }: Decimal): string {
  if (scale < 0) return write({ digits: digits * 10n ** BigInt(-scale), scale: 0 });
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const plain = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`.replace(/\.?0+$/, '');
  return digits < 0n ? `-${plain}` : plain;
}

/** The exact product. */
export function multiplyDecimals(a: string, b: string): string {
  const [one, other] = [read(a), read(b)];
  return write({ digits: one.digits * other.digits, scale: one.scale + other.scale });
}

/** `a / 10^places`, exact. */
export function shiftDecimal(a: string, places: number): string {
  const one = read(a);
  return write({ digits: one.digits, scale: one.scale + places });
}

/** The quotient cut after so many digits. Zero when divided by zero. */
export function divideDecimals(a: string, b: string, places: number): string {
  const [one, other] = [read(a), read(b)];
  if (other.digits === 0n) return '0';
  return write({ digits: (one.digits * 10n ** BigInt(places + other.scale)) / (other.digits * 10n ** BigInt(one.scale)), scale: places });
}
