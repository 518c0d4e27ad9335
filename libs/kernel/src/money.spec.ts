import fc from 'fast-check';
import { Money } from './money';

const micros = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const dollars = (value: bigint): Money => Money.ofMicros(value, 'USD');

describe('Money', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(micros, (value) => {
        const [amount = '', currency = ''] = dollars(value).toString().split(' ');
        expect(Money.of(amount, currency).equals(dollars(value))).toBe(true);
      }),
    );
  });

  it('adds exactly, in any order', () => {
    fc.assert(
      fc.property(micros, micros, micros, (a, b, c) => {
        const sum = dollars(a).plus(dollars(b)).plus(dollars(c));
        expect(sum.micros).toBe(a + b + c);
        expect(sum.equals(dollars(c).plus(dollars(a).plus(dollars(b))))).toBe(true);
      }),
    );
    expect(Money.of('0.1', 'EUR').plus(Money.of('0.2', 'EUR')).equals(Money.of('0.3', 'EUR'))).toBe(true);
  });

  it('orders amounts like the numbers behind them', () => {
    fc.assert(fc.property(micros, micros, (a, b) => dollars(a).isGreaterThan(dollars(b)) === a > b));
  });

  it.each([
    ['12', '12.00 USD'],
    ['12.5', '12.50 USD'],
    ['-0.05', '-0.05 USD'],
    ['-0', '0.00 USD'],
    ['0.000001', '0.000001 USD'],
    ['1234567890123.000100', '1234567890123.0001 USD'],
  ])('writes %s as %s', (amount, text) => {
    expect(Money.of(amount, 'USD').toString()).toBe(text);
  });

  it.each([
    ['', 'USD'],
    ['1,5', 'USD'],
    ['1.', 'USD'],
    ['.5', 'USD'],
    ['1.1234567', 'USD'],
    [Number.NaN, 'USD'],
    [Number.POSITIVE_INFINITY, 'USD'],
    [1e21, 'USD'],
    ['1', 'usd'],
    ['1', 'DOLLAR'],
    ['1', ''],
  ])('refuses %s %s', (amount, currency) => {
    expect(() => Money.of(amount, currency)).toThrow(expect.objectContaining({ code: 'MONEY_INVALID' }));
  });

  it('neither adds nor compares two currencies', () => {
    const [dollar, euro] = [Money.of('1', 'USD'), Money.of('1', 'EUR')];
    const mismatch = expect.objectContaining({ code: 'MONEY_CURRENCY_MISMATCH' });
    expect(() => dollar.plus(euro)).toThrow(mismatch);
    expect(() => dollar.isGreaterThan(euro)).toThrow(mismatch);
    expect(dollar.equals(euro)).toBe(false);
  });
});
