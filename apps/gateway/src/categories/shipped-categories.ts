import { type CategoryDefinition, SHIPPED_CATEGORIES } from '@mesh/contracts';

const DESCRIPTIONS: Readonly<Record<(typeof SHIPPED_CATEGORIES)[number], string>> = {
  how_to: 'How something is done or where it is found.',
  problem: 'Something does not work as it should.',
  billing: 'Invoices, prices, payment methods, unexpected charges.',
  refund: 'Money is asked back.',
  account_change: 'E-mail address, name, password, plan or other data of the account shall be changed.',
  cancellation: 'A subscription, order or account shall end.',
  complaint: 'Dissatisfaction with a person, a decision or a delay.',
  spam: 'Advertising, phishing, or nothing to do with the company.',
  other: 'A question that fits none of the others.',
};

/** What a tenant has until it names its own. */
export const shippedCategories = (): CategoryDefinition[] =>
  SHIPPED_CATEGORIES.map((name) => ({ name, description: DESCRIPTIONS[name], examples: [] }));
