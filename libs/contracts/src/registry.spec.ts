import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { validData } from '../test/valid-data';
import { dataSchemaOf } from './documents/json-schema';
import { RecordErasure } from './commands/gateway';
import { commandTopicOf, ERASURES_TOPIC, FACTS_TOPIC, type MessageDefinition } from './envelope/define';
import { SERVICES } from './envelope/message';
import { MESSAGE_DEFINITIONS, definitionOf } from './registry';

const FACT_NAMES = [
  ...['received', 'message_received', 'triaged', 'researched', 'drafted', 'reviewed', 'approval_requested'],
  ...['approval_decided', 'approval_expired', 'approval_superseded', 'decided', 'turn_superseded', 'handed_over'],
  ...['assigned', 'released', 'reply_sent', 'reply_failed', 'resolved', 'reopened', 'feedback_given'],
  ...['step_failed', 'closed'],
];

const validator = () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  return ajv;
};

const each = MESSAGE_DEFINITIONS.map((definition): [string, MessageDefinition] => [definition.type, definition]);

describe('the list of messages', () => {
  it('holds every fact of the design and no other', () => {
    const facts = MESSAGE_DEFINITIONS.filter(({ lane }) => lane === 'facts').map(({ type }) => type);
    expect([...facts].sort()).toEqual(FACT_NAMES.map((name) => `support.ticket.${name}.v1`).sort());
  });

  it('has each wire name once, and finds it', () => {
    expect(new Set(MESSAGE_DEFINITIONS.map(({ type }) => type)).size).toBe(MESSAGE_DEFINITIONS.length);
    for (const definition of MESSAGE_DEFINITIONS) expect(definitionOf(definition.type)).toBe(definition);
    expect(definitionOf('support.ticket.vanished.v1')).toBeUndefined();
  });

  it('asks every service that holds text, and no other, to forget a customer', () => {
    const asked = SERVICES.filter((service) => definitionOf(`support.${service}.forget_customer.v1`));
    expect(asked).toEqual(SERVICES.filter((service) => service !== 'gateway'));
  });
});

describe.each(each)('%s', (_type, definition) => {
  it('travels on the topic of its receiver, or as a fact on the public one', () => {
    const { receiver } = definition;
    const ofReceiver = definition === RecordErasure ? ERASURES_TOPIC : commandTopicOf(receiver ?? 'gateway');
    expect(definition.topic).toBe(receiver === undefined ? FACTS_TOPIC : ofReceiver);
    expect(definition.lane).toBe(receiver === undefined ? 'facts' : 'commands');
    expect(definition.type).toMatch(new RegExp(`^support\\.${receiver ?? 'ticket'}\\.[a-z_]+\\.v[1-9]$`));
    expect(definition.summary).toMatch(/^[A-Z].*[.?]$/);
  });

  it('comes out of a draft and out of JSON as it went in, and fits its JSON Schema', () => {
    const fits = validator().compile(dataSchemaOf(definition));
    fc.assert(
      fc.property(validData(definition), (data) => {
        const draft = definition.draft('subject-1', data);
        const travelled: unknown = JSON.parse(JSON.stringify(draft.data));
        expect(draft).toMatchObject({ type: definition.type, subject: 'subject-1' });
        expect(definition.schema.parse(travelled)).toEqual(draft.data);
        expect({ fits: fits(travelled), errors: fits.errors }).toEqual({ fits: true, errors: null });
      }),
      { numRuns: 15 },
    );
  });

  it('may carry a field of a newer sender', () => {
    const fits = validator().compile(dataSchemaOf(definition));
    fc.assert(
      fc.property(validData(definition), (data) => {
        const newer = { ...(definition.draft('subject-1', data).data as object), fieldOfTomorrow: 1 };
        expect(fits(newer)).toBe(true);
        expect(definition.schema.safeParse(newer).success).toBe(true);
      }),
      { numRuns: 3 },
    );
  });

  it('refuses a draft without data', () => {
    const empty = definition.schema.safeParse({}).success;
    expect(empty).toBe(false);
    expect(() => definition.draft('subject-1', {})).toThrow();
  });
});
