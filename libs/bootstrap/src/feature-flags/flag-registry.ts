import type { ServiceName } from '@mesh/contracts';

export interface FlagDefinition {
  readonly meaning: string;
  readonly default: boolean;
  /** The service that asks for it. */
  readonly owner: ServiceName;
}

/** Every behaviour that may be switched while the mesh runs. A flag that nobody asks for fails a test. */
export const FEATURE_FLAGS = {
  'draft-streaming': {
    meaning: 'Approvers see a reply on event streams while a model writes it',
    default: true,
    owner: 'gateway',
  },
  'webhook-delivery': {
    meaning: 'Facts are sent to webhooks; while it is off they wait, in their order',
    default: true,
    owner: 'gateway',
  },
  'model-searches': {
    meaning: 'A remote model may let research search once more in its own words',
    default: true,
    owner: 'research',
  },
  'past-answers': {
    meaning: 'Replies that people approved lead research to the documents that they cite',
    default: true,
    owner: 'research',
  },
} as const satisfies Readonly<Record<string, FlagDefinition>>;

export type FlagName = keyof typeof FEATURE_FLAGS;
export const FLAG_NAMES = Object.keys(FEATURE_FLAGS) as readonly FlagName[];

/** Some flags with their values. */
export type FlagValues = { readonly [Name in FlagName]?: boolean };

export const isFlagName = (name: string): name is FlagName => Object.hasOwn(FEATURE_FLAGS, name);
