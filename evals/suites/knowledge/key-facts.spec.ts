import { keyFactRecall } from './key-facts';

describe('key facts of a reference answer', () => {
  const reference = 'Go to [Billing](https://example.com/billing) and click Download next to the invoice.';

  it('are all stated by the answer itself, whatever its links and endings', () => {
    expect(keyFactRecall(reference, reference)).toBe(1);
    expect(keyFactRecall('Go to Billing and click Download next to the invoices.', reference)).toBe(1);
  });

  it('are stated in part when words or their order are missing', () => {
    const part = keyFactRecall('Click Download.', reference);
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(0.6);
    expect(keyFactRecall('invoice Download click Billing', reference)).toBeLessThan(1);
    expect(keyFactRecall('Bicycles are green.', reference)).toBe(0);
  });
});
