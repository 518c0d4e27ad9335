import { ContactInfo, TerminalError, derivedId } from '@mesh/kernel';

export interface CustomerReference {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

export interface IdentifiedCustomer {
  readonly id: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
}

/** Who a ticket is from: the id that was given, else one per tenant and e-mail address. @throws TerminalError `CUSTOMER_REQUIRED` */
export function identifyCustomer(tenantId: string, reference: CustomerReference): IdentifiedCustomer {
  const { email, name } = ContactInfo.of(reference);
  const id = reference.id ?? (email === undefined ? undefined : derivedId('customer', tenantId, email));
  if (id === undefined) throw new TerminalError('CUSTOMER_REQUIRED', 'a customer has an id or an e-mail address');
  return { id, email, name };
}
