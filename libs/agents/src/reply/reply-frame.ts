/** The sentences around the facts of a reply; none of them states anything. */
export interface ReplyFrame {
  readonly greeting: string;
  readonly opening: string;
  readonly closing: string;
  /** Stands in place of an answer when there is no evidence. */
  readonly acknowledgement: string;
}

interface Phrases extends Omit<ReplyFrame, 'greeting'> {
  readonly hello: string;
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  en: {
    hello: 'Hello',
    opening: 'Thank you for your message.',
    closing: 'If anything is unclear, just reply to this message.',
    acknowledgement: 'Thank you for your message. It has reached our team.',
  },
  de: {
    hello: 'Guten Tag',
    opening: 'Vielen Dank für Ihre Nachricht.',
    closing: 'Wenn etwas unklar ist, antworten Sie einfach auf diese Nachricht.',
    acknowledgement: 'Vielen Dank für Ihre Nachricht. Sie liegt unserem Team vor.',
  },
  fr: {
    hello: 'Bonjour',
    opening: 'Merci pour votre message.',
    closing: "Si quelque chose n'est pas clair, répondez simplement à ce message.",
    acknowledgement: 'Merci pour votre message. Il est bien arrivé à notre équipe.',
  },
  es: {
    hello: 'Hola',
    opening: 'Gracias por su mensaje.',
    closing: 'Si algo no queda claro, responda a este mensaje.',
    acknowledgement: 'Gracias por su mensaje. Ha llegado a nuestro equipo.',
  },
  it: {
    hello: 'Buongiorno',
    opening: 'Grazie per il suo messaggio.',
    closing: 'Se qualcosa non è chiaro, risponda a questo messaggio.',
    acknowledgement: 'Grazie per il suo messaggio. È arrivato al nostro team.',
  },
  pt: {
    hello: 'Olá',
    opening: 'Obrigado pela sua mensagem.',
    closing: 'Se algo não estiver claro, responda a esta mensagem.',
    acknowledgement: 'Obrigado pela sua mensagem. Ela chegou à nossa equipa.',
  },
  nl: {
    hello: 'Hallo',
    opening: 'Bedankt voor uw bericht.',
    closing: 'Als iets onduidelijk is, beantwoord dan gewoon dit bericht.',
    acknowledgement: 'Bedankt voor uw bericht. Het ligt bij ons team.',
  },
};

const ENGLISH = PHRASES['en'] as Phrases;
/** One word of letters: anything else in a name field is not a name to greet by. */
const NAME = /^\p{L}[\p{L}\p{M}'\u2019-]{0,39}$/u;

/** The frame in a language (English where it has no phrases), with the first name if that can be one. */
export function replyFrame(language: string, firstName?: string): ReplyFrame {
  const { hello, ...phrases } = PHRASES[language] ?? ENGLISH;
  const name = firstName !== undefined && NAME.test(firstName) ? ` ${firstName}` : '';
  return { greeting: `${hello}${name},`, ...phrases };
}

const SENTENCES: ReadonlySet<string> = new Set(
  Object.values(PHRASES).flatMap(({ opening, closing, acknowledgement }) => [
    opening,
    closing,
    ...acknowledgement.split(/(?<=\.) /),
  ]),
);
const GREETING = new RegExp(
  `^(?:${Object.values(PHRASES)
    .map(({ hello }) => hello)
    .join('|')})(?: \\p{L}[\\p{L}\\p{M}'\u2019-]{0,39})?,?$`,
  'u',
);

/** Whether a sentence belongs to a frame. */
export const isFrameSentence = (text: string): boolean => SENTENCES.has(text.trim()) || GREETING.test(text.trim());
