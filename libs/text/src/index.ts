export { normalizeText, foldCase } from './tokens/normalize-text';
export { analyze, tokenize, type Term, type Token } from './tokens/tokenize';
export { stem } from './tokens/stem';
export { STOP_WORDS } from './tokens/stop-words';
export { splitSentences, type Sentence } from './tokens/split-sentences';

export { chunkDocument, type Chunk } from './search/chunk-document';
export {
  LexicalIndex,
  type LexicalEntry,
  type LexicalHit,
  type LexicalOptions,
  type TermStatistics,
} from './search/lexical-index';
export { PassageIndex, type IndexedDocument } from './search/passage-index';
export { embedLocally, LOCAL_EMBEDDING_DIMENSIONS } from './search/embed-locally';
export { spellingLikeness } from './search/spelling-likeness';
export { embedText } from './meaning/embed-text';
export { fuseRankings, type Ranked } from './search/fuse-rankings';

export type { Passage } from './answer/passage';
export { rerankPassages } from './answer/rerank-passages';
export { RANK_WEIGHTS } from './answer/rank-weights';
export { rankFeatures, type RankFeatures } from './answer/rank-features';
export { evidenceFeatures, type EvidenceFeatures } from './answer/evidence-features';
export {
  assessEvidence,
  type AssessmentOptions,
  type EvidenceAssessment,
  type EvidenceReason,
} from './answer/assess-evidence';
export { composeAnswer, type ComposeOptions } from './answer/compose-answer';
export type { AnswerCitation, ComposedAnswer } from './answer/reply-writer';
export { checkFigures, type FigureCheck } from './answer/check-figures';
export { detectPromises, type PromiseKind, type PromiseSpan } from './answer/detect-promises';

export type { Signal } from './ticket/signal';
export { detectLanguage, type LanguageReason } from './ticket/detect-language';
export { scoreSentiment, type Sentiment, type SentimentReason } from './ticket/score-sentiment';
export { detectHumanRequest, type HumanRequestReason } from './ticket/detect-human-request';
export { detectAbuse, type AbuseReason } from './ticket/detect-abuse';
export { detectInjection, type InjectionReason } from './ticket/detect-injection';
export { setInjectionChecks } from './ticket/injection-checks';
export { withoutSteering } from './ticket/without-steering';
export { questionText } from './ticket/question-text';
export { detectSpam, type SpamReason } from './ticket/detect-spam';
export { detectUnclear, type UnclearReason } from './ticket/detect-unclear';
export { explainPriority, type Priority, type PriorityContext, type PriorityReason } from './ticket/explain-priority';

export { detectPii, type PiiSpan, type PiiType } from './privacy/detect-pii';
export { maskPii, type MaskedText } from './privacy/mask-pii';

export {
  trainClassifier,
  trainFromLabels,
  type LabelDefinition,
  type LabelledText,
  type TrainingOptions,
} from './classify/train-classifier';
export { OUT_OF_SCOPE } from './classify/train-classifier';
export {
  resemblesPersonRequest,
  TICKET_MODEL_VERSION,
  trainTicketModel,
  type TicketExample,
  type TicketModel,
} from './classify/ticket-model';
export { classify } from './classify/classify';
export type { Classification, ClassifierModel } from './classify/classifier-model';
export { classifyDefaultCategory, type CategoryFinding } from './classify/classify-category';
export type { CategoryReason } from './classify/category-rules';
export {
  DEFAULT_CATEGORIES,
  defaultCategoryExamples,
  type DefaultCategory,
} from './classify/default-category-examples';
