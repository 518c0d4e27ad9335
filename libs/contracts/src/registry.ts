import * as agents from './commands/agents';
import * as escalation from './commands/escalation';
import * as gateway from './commands/gateway';
import * as supervisor from './commands/supervisor';
import type { MessageDefinition } from './envelope/define';
import * as facts from './facts/facts';

const isDefinition = (value: unknown): value is MessageDefinition =>
  typeof value === 'object' && value !== null && 'type' in value && 'topic' in value && 'draft' in value;

const collect = (module: object): MessageDefinition[] => Object.values(module).filter(isDefinition);

/** Every kind of message there is, facts first; in the order in which the sources list them. */
export const MESSAGE_DEFINITIONS: readonly MessageDefinition[] = [
  ...collect(facts),
  ...collect(supervisor),
  ...collect(agents),
  ...collect(agents.ForgetCustomer),
  ...collect(gateway),
  ...collect(escalation),
];

const byType = new Map(MESSAGE_DEFINITIONS.map((definition) => [definition.type, definition]));

/** The definition behind a wire name, or undefined for a type this version does not know. */
export const definitionOf = (type: string): MessageDefinition | undefined => byType.get(type);
