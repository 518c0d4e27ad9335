import { embedText } from '../meaning/embed-text';
import { classify } from './classify';
import { classifyDefaultCategory } from './classify-category';
import { DEFAULT_CATEGORIES, defaultCategoryExamples } from './default-category-examples';
import { OUT_OF_SCOPE, trainClassifier, trainFromLabels } from './train-classifier';

const pets = [
  ...['my cat purrs', 'the cat climbs a tree', 'kitten and cat food', 'a cat sleeps all day', 'cats hunt mice'].map(
    (text) => ({ text, label: 'cat' }),
  ),
  ...['the dog barks', 'walk the dog', 'puppy and dog food', 'dogs fetch sticks', 'my dog is loyal'].map((text) => ({
    text,
    label: 'dog',
  })),
];

describe('a trained classifier', () => {
  it('is the same every time and survives JSON', () => {
    const model = trainClassifier(pets);
    expect(trainClassifier(pets)).toEqual(model);
    const copy = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(classify(copy, 'a barking dog')).toEqual(classify(model, 'a barking dog'));
    expect(classify(model, 'a barking dog')).toMatchObject({ label: 'dog' });
  });

  it('says unknown about words it never saw', () => {
    expect(classify(trainClassifier(pets, { floor: 0.6 }), 'quantum chromodynamics')).toMatchObject({
      label: 'unknown',
    });
    expect(classify(trainClassifier(pets), '')).toMatchObject({ label: 'unknown', confidence: 0 });
  });

  it('learns from label names, descriptions and a few examples', () => {
    const model = trainFromLabels([
      { name: 'shipping', description: 'where a parcel is and when it arrives', examples: ['my package is late'] },
      { name: 'login', description: 'password and access to the account', examples: ['cannot sign in'] },
    ]);
    expect(classify(model, 'the parcel did not arrive').label).toBe('shipping');
    expect(classify(model, 'forgot my password').label).toBe('login');
  });

  it.each([
    ['couch dented', 'damage'],
    ['delivery van never came', 'transport'],
    ['attorney at court', 'legal'],
  ])('knows %j by its meaning, though it has seen none of its words', (text, label) => {
    const model = trainClassifier([
      { text: 'my sofa has a scratch', label: 'damage' },
      { text: 'the courier lost our parcel', label: 'transport' },
      { text: 'the invoice is too high', label: 'price' },
      { text: 'our lawyer will write to you', label: 'legal' },
    ]);
    expect(classify(model, text).alternatives[0]?.label).toBe(label);
  });

  it('learns from examples of `unknown` what belongs to no label', () => {
    const strange = ['tell me a joke', 'who won the election', 'sing a song', 'what is the capital of Peru'];
    const model = trainClassifier([...pets, ...strange.map((text) => ({ text, label: OUT_OF_SCOPE }))]);
    expect(classify(model, 'tell me who sings this song').label).toBe('unknown');
    expect(classify(model, 'my dog barks').label).toBe('dog');
  });

  it('is sure of what it has learnt well, and doubts what stands between two labels', () => {
    const model = trainClassifier(pets);
    const { confidence } = classify(model, 'the dog barks');
    expect(confidence).toBeGreaterThan(0.8);
    expect(classify(model, 'cat and dog food').confidence).toBeLessThan(confidence);
  });

  it('stays small: a byte for a weight', () => {
    const size = Buffer.from(trainClassifier(pets).weights, 'base64').length;
    const features = Buffer.from(trainClassifier(pets).features, 'base64').length / 4;
    expect(size).toBe((features + 1 + embedText('a').length) * 2);
  });

  it('needs two labels', () => {
    expect(() => trainClassifier([{ text: 'a', label: 'a' }])).toThrow(RangeError);
  });
});

describe('the shipped categories', () => {
  it('have at least 25 examples each', () => {
    for (const category of DEFAULT_CATEGORIES)
      expect(defaultCategoryExamples[category].length).toBeGreaterThanOrEqual(25);
  });

  it.each([
    ['I want my money back', 'refund'],
    ['Please refund my last order', 'refund'],
    ['I would like to get a refund for the broken lamp', 'refund'],
    ['Please change the e-mail of my account to new@mail.example', 'account_change'],
    ['I moved house, update my postal address please', 'account_change'],
    ['Please close my account', 'cancellation'],
    ['Cancel my subscription', 'cancellation'],
    ['I want to cancel order 55812', 'cancellation'],
    ['I have a problem with cancelling order 55812', 'cancellation'],
    ['get my money back', 'refund'],
    ['charge me back', 'refund'],
    ['I need a refund for order 5512', 'refund'],
    ['Change my shipping address to 5 Main Street', 'account_change'],
    ['I entered a wrong delivery address, please correct it', 'account_change'],
    ['delete my account', 'cancellation'],
    ['I want to file a complaint about your courier', 'complaint'],
    ['Our SEO agency can rank your website on page one, ask for our price list', 'spam'],
    ['How do I add a blog to my site?', 'how_to'],
    ['The app crashes when I open it', 'problem'],
    ['How much does the premium plan cost?', 'billing'],
  ])('%j is %s', (text, category) => {
    expect(classifyDefaultCategory(text).category).toBe(category);
  });

  it.each([
    'What is your refund policy?',
    'How do I cancel my membership?',
    'How do I delete my account?',
    'How do I change the delivery address of an order?',
    'How can I change the address of a site?',
    'How do I issue a refund to a customer of my shop?',
    'How do I change the e-mail shown on my site?',
    'How can customers cancel their booking on my page?',
    'Where can I see the refunds of my store?',
    'How do I delete a product from my catalogue?',
    'Is there a cancellation fee?',
    'How long does a refund take?',
  ])('a question about the subject needs no approval: %s', (text) => {
    expect(['how_to', 'problem', 'billing', 'other']).toContain(classifyDefaultCategory(text).category);
  });
});
