import { ContactInfo } from './contact-info';

describe('ContactInfo', () => {
  it('takes one person as one customer, however the address is typed', () => {
    expect(ContactInfo.of({ email: ' Ada.Lovelace@Example.COM ' }).email).toBe('ada.lovelace@example.com');
  });

  it('needs neither an address nor a name', () => {
    expect(ContactInfo.of({})).toMatchObject({ email: undefined, name: undefined });
    expect(ContactInfo.of({ name: '   ' }).name).toBeUndefined();
  });

  it('greets by the first name', () => {
    expect(ContactInfo.of({ name: '  Ada  King Lovelace ' }).greetingName).toBe('Ada');
    expect(ContactInfo.of({ email: 'ada@example.com' }).greetingName).toBeUndefined();
  });

  it.each(['', 'ada', '@example.com', 'ada@', 'a b@example.com', 'ada@@example.com', `${'a'.repeat(65)}@example.com`])(
    'refuses the address "%s"',
    (email) => {
      expect(() => ContactInfo.of({ email })).toThrow(expect.objectContaining({ code: 'CONTACT_INVALID' }));
    },
  );
});
