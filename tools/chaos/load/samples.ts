import type { KnowledgeRow } from '../../running-mesh/load-knowledge';

/** What the made-up shop of the chaos runs knows. */
export const KNOWLEDGE: readonly KnowledgeRow[] = [
  {
    doc_id: 'parcel-times',
    title: 'How long a parcel takes',
    text: 'A parcel within the country takes two working days. Parcels abroad take five to eight working days.',
  },
  {
    doc_id: 'gift-wrapping',
    title: 'Gift wrapping',
    text: 'Gift wrapping costs three euros for each parcel. Choose it in the basket, under Extras, before you pay.',
  },
  {
    doc_id: 'newsletter',
    title: 'Unsubscribe from the newsletter',
    text: 'To unsubscribe from the newsletter, press the link at the end of any issue. It takes effect within one day.',
  },
  {
    doc_id: 'refunds',
    title: 'How refunds are paid',
    text: 'A refund is paid to the card that was used for the order. The refund arrives within ten working days.',
  },
  {
    doc_id: 'delivery-address',
    title: 'Change the delivery address of an order',
    text: 'Open the order and choose Change address. The delivery address can be changed until the parcel has left us.',
  },
];

/** What customers ask, each as often as the others; most of it is known. */
export const QUESTIONS: readonly string[] = [
  'How long does a parcel abroad take?',
  'What does gift wrapping cost?',
  'How do I unsubscribe from the newsletter?',
  'I want a refund for my last order, when is the refund paid to my card?',
  'How do I change the delivery address of an order?',
  'How long does a parcel within the country take?',
  'Let me talk to a human please.',
  'I would like my money back, how are refunds paid?',
  'Where do I choose gift wrapping?',
  'Which telescope shows the rings of Saturn best?',
];

export const FOLLOW_UP = 'One more thing: what does gift wrapping cost?';
