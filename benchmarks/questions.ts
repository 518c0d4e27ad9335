/** What customers of the sample knowledge base ask. */
export const QUESTIONS: readonly string[] = [
  'How do I reset my password?',
  'How long does shipping take?',
  'Where do I find my invoices?',
  'How do I change the e-mail address of my account?',
  'What are your opening hours?',
  'The app shows a blank page after I log in, what can I do?',
];
