import { ContactInfo, derivedId, newId } from '@mesh/kernel';

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

/** Who a ticket is from: the id that was given, else one per tenant and e-mail address, else somebody new. */
export function identifyCustomer(tenantId: string, reference: CustomerReference = {}): IdentifiedCustomer {
  const { email, name } = ContactInfo.of(reference);
  const id = reference.id ?? (email === undefined ? newId() : derivedId('customer', tenantId, email));
  return { id, email, name };
}
