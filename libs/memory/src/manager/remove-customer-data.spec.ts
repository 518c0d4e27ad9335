import { removeCustomerData, withoutSalutations } from './remove-customer-data';

describe('a text that outlives its customer', () => {
  it.each([
    ['Hi Anna,\nthe dock is full.', 'the dock is full.'],
    ['Dear Mr Doe,\n\nplease use the next dock.\n\nKind regards,\nSam\nBike team', 'please use the next dock.'],
    ['The dock is full.\nThanks, Jo', 'The dock is full.'],
    ['Hello! The dock is full.', 'The dock is full.'],
    ['Good morning dear team\nthe dock is full.', 'the dock is full.'],
    ['Hello I want to cancel. It is too late.', 'Hello I want to cancel. It is too late.'],
    ['Hi need help with a dock. Now.', 'Hi need help with a dock. Now.'],
    ['It broke.\nThanks for nothing, I want my money back', 'It broke.\nThanks for nothing, I want my money back'],
    ['I ask myself:\nBest way to get a helmet?', 'I ask myself:\nBest way to get a helmet?'],
    ['It is full.\nThank you for your help!\nJo', 'It is full.'],
    ['Highways are closed. Where do I return it?', 'Highways are closed. Where do I return it?'],
    [
      'Thanks to the new dock it works. But the app does not.',
      'Thanks to the new dock it works. But the app does not.',
    ],
  ])('%j becomes %j', (text, plain) => expect(withoutSalutations(text)).toBe(plain));

  it('has no address, number or card in it', () => {
    const clean = removeCustomerData('Write to jo@example.com or call +44 20 7946 0958, card 4111 1111 1111 1111.');
    expect(clean).toContain('[EMAIL]');
    expect(clean).not.toMatch(/jo@|7946|4111/);
  });

  it('stays as it is the second time', () => {
    const once = removeCustomerData('Hi Jo,\nmail me at jo@example.com\nBest,\nSam');
    expect(removeCustomerData(once)).toBe(once);
  });
});
