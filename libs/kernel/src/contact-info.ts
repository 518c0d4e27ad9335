import { TerminalError } from './errors';

/** How a customer is reached. The e-mail address is kept in lower case, so that one person is one customer. */
export class ContactInfo {
  private constructor(
    readonly email: string | undefined,
    readonly name: string | undefined,
  ) {}

  /** @throws TerminalError `CONTACT_INVALID` when the address is not of the form local@domain. */
  static of(contact: { email?: string | undefined; name?: string | undefined }): ContactInfo {
    const email = contact.email?.trim().toLowerCase();
    if (email !== undefined && !/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(email)) {
      throw new TerminalError('CONTACT_INVALID', 'the e-mail address is not valid');
    }
    return new ContactInfo(email, contact.name?.trim() || undefined);
  }

  /** The name by which a reply may greet the person. */
  get greetingName(): string | undefined {
    return this.name?.split(/\s+/)[0];
  }
}
