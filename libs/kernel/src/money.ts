import { TerminalError } from './errors';

/** An amount in the minor unit of an ISO 4217 currency (cents), or in millionths for model cost. Never a float. */
export class Money {
  private constructor(
    readonly micros: bigint,
    readonly currency: string,
  ) {}

  /** @throws TerminalError `MONEY_INVALID` unless the currency is three capitals and the amount is finite. */
  static of(amount: number | string, currency: string): Money {
    const text = String(amount).trim();
    if (!/^[A-Z]{3}$/.test(currency) || !/^-?\d+(\.\d{1,6})?$/.test(text)) {
      throw new TerminalError('MONEY_INVALID', 'amount or currency is not valid', { currency });
    }
    const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
    const micros = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
    return new Money(text.startsWith('-') ? -micros : micros, currency);
  }

  static ofMicros(micros: number | bigint, currency: string): Money {
    return new Money(BigInt(micros), currency);
  }

  plus(other: Money): Money {
    this.mustShareCurrency(other);
    return new Money(this.micros + other.micros, this.currency);
  }

  isGreaterThan(other: Money): boolean {
    this.mustShareCurrency(other);
    return this.micros > other.micros;
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.micros === other.micros;
  }

  toString(): string {
    const sign = this.micros < 0n ? '-' : '';
    const absolute = this.micros < 0n ? -this.micros : this.micros;
    const fraction = (absolute % 1_000_000n)
      .toString()
      .padStart(6, '0')
      .replace(/0{1,4}$/, '');
    return `${sign}${absolute / 1_000_000n}.${fraction} ${this.currency}`;
  }

  private mustShareCurrency(other: Money): void {
    if (other.currency !== this.currency) {
      throw new TerminalError('MONEY_CURRENCY_MISMATCH', 'amounts in two currencies cannot be compared', {
        left: this.currency,
        right: other.currency,
      });
    }
  }
}
