import {
  type Conversation,
  type Priority,
  type Reason,
  type Sentiment,
  type TriageResult,
  UNKNOWN_CATEGORY,
} from '@mesh/contracts';
import { type TicketModel, explainPriority, scoreSentiment } from '@mesh/text';
import { type CategoryGuess, findCategory } from './find-category';
import { findFlags } from './find-flags';
import { findLanguage } from './find-language';
import { threadText } from './thread-text';

const MAX_REASONS = 40;

export interface ThreadToClassify {
  readonly conversation: Conversation;
  /** Names that may be chosen. */
  readonly categories: readonly string[];
  /** The tenant's own model, if it has trained one. */
  readonly own?: TicketModel | undefined;
}

/** Pure: the same thread and model give the same result. The newest message decides, the thread gives context. */
export function classifyThread({ conversation, categories, own }: ThreadToClassify): TriageResult {
  const { newest, whole, customerMessages } = threadText(conversation);
  const guess = categoryOf(newest, whole, categories, own);
  const urgency = explainPriority(newest, contextOf(conversation, customerMessages));
  const mood = scoreSentiment(newest);
  const flagged = findFlags({ text: newest, thread: whole, priorityReasons: urgency.reasons, own });
  const { language, reason } = findLanguage(newest, whole, conversation.locale);
  return {
    category: guess.category,
    confidence: guess.confidence,
    priority: priorityOf(conversation.priority, urgency.value),
    sentiment: sentimentOf(mood.value),
    language,
    flags: [...flagged.flags],
    reasons: [
      ...guess.reasons,
      ...flagged.reasons,
      ...urgency.reasons.map((code) => ({ code: `priority_${code}`, value: urgency.points })),
      ...mood.reasons.map((code) => ({ code: `sentiment_${code}`, value: mood.score })),
      reason,
    ].slice(0, MAX_REASONS),
  };
}

/** A follow-up such as "and on my phone?" says too little by itself: then the whole thread is asked. */
function categoryOf(newest: string, whole: string, offered: readonly string[], own?: TicketModel): CategoryGuess {
  const guess = findCategory(newest, offered, own);
  if (guess.category !== UNKNOWN_CATEGORY || whole === newest) return guess;
  const wider = findCategory(whole, offered, own);
  const reasons: Reason[] = [...wider.reasons, { code: 'category_by_thread', value: wider.confidence }];
  return wider.category === UNKNOWN_CATEGORY ? guess : { ...wider, reasons };
}

const contextOf = ({ customer }: Conversation, messageCount: number) => ({
  messageCount,
  ...(customer.tier === undefined ? {} : { customerTier: customer.tier }),
});

/** Whoever submitted it knows best, except that nobody may overlook what cannot wait. */
const priorityOf = (asked: Priority | undefined, found: Priority): Priority =>
  asked === undefined || found === 'urgent' ? found : asked;

const sentimentOf = (mood: ReturnType<typeof scoreSentiment>['value']): Sentiment =>
  mood === 'very_negative' ? 'negative' : mood;
