interface Price {
  readonly input: number;
  readonly output: number;
}

const MILLION = 1_000_000;

/** What tokens cost, by model, as configured. */
export class Prices {
  private readonly byModel: ReadonlyMap<string, Price>;

  /** @param list `model=input/output` in US dollars per million tokens, separated by commas */
  constructor(list: string) {
    this.byModel = new Map(list.split(',').filter(Boolean).map(readPrice));
  }

  /** In US dollars; 0 for a model without a price. */
  costOf(model: string, inputTokens: number, outputTokens: number): number {
    const price = this.byModel.get(model);
    return price ? (inputTokens * price.input + outputTokens * price.output) / MILLION : 0;
  }
}

function readPrice(entry: string): [string, Price] {
  const [model = '', price = ''] = entry.split('=');
  const [input = 0, output = 0] = price.split('/').map(Number);
  return [model, { input, output }];
}
