import { ERASURES_TOPIC, FACTS_TOPIC, commandTopicOf } from '../envelope/define';
import { SERVICES } from '../envelope/message';
import { MESSAGE_DEFINITIONS } from '../registry';
import { buildAsyncApi } from './async-api';

interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, { $ref: string }>>;
}

const document = buildAsyncApi('1.2.3');
const channels = Object.values(document['channels'] as Record<string, Channel>);

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === '$ref' ? [String(item)] : refsIn(item)));
}

const resolve = (ref: string): unknown =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document);

describe('the AsyncAPI document', () => {
  it('is of version 3 and carries the version of the release', () => {
    expect(document).toMatchObject({ asyncapi: '3.0.0', info: { version: '1.2.3' } });
  });

  it('has a channel for the facts, for the commands of each service and for reports of erasures, and no other', () => {
    const known = [FACTS_TOPIC, ...SERVICES.map(commandTopicOf), ERASURES_TOPIC];
    expect(channels.map(({ address }) => address).sort()).toEqual([...known].sort());
  });

  it('shows each message on one channel', () => {
    const shown = channels.flatMap(({ messages }) => Object.values(messages).map(({ $ref }) => resolve($ref)));
    const names = shown.map((message) => (message as { name: string }).name);
    expect(names.sort()).toEqual(MESSAGE_DEFINITIONS.map(({ type }) => type).sort());
  });

  it('refers to nothing that is not there', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(MESSAGE_DEFINITIONS.length);
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  it('says that every service obeys its commands and that the supervisor alone states facts', () => {
    const operations = document['operations'] as Record<string, { action: string; channel: { $ref: string } }>;
    const senders = Object.entries(operations).filter(([, operation]) => operation.action === 'send');
    expect(senders.map(([name]) => name)).toEqual(['supervisor_states']);
    expect(Object.keys(operations)).toEqual(expect.arrayContaining(SERVICES.map((service) => `${service}_obeys`)));
  });
});
