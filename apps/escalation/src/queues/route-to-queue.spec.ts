import { DEFAULT_QUEUES } from './default-queues';
import { Queue, QueueList } from './queue';
import { routeToQueue } from './route-to-queue.decision';

describe('where a ticket waits for a person', () => {
  it.each([
    [{ category: 'refund', priority: 'normal', reason: 'low_confidence' }, 'billing', 'queue_category'],
    [{ category: 'account_change', priority: 'low', reason: 'flagged' }, 'accounts', 'queue_category'],
    [{ category: 'refund', priority: 'urgent', reason: 'no_evidence' }, 'urgent', 'queue_priority'],
    [{ category: 'how_to', priority: 'normal', reason: 'no_evidence' }, 'support', 'default_queue'],
    [{ reason: 'workflow_broken' }, 'support', 'default_queue'],
    [{ policyQueue: 'vip', category: 'refund', priority: 'urgent', reason: 'flagged' }, 'vip', 'policy_queue'],
  ] as const)('%j waits in %s by %s', (subject, queue, rule) => {
    expect(routeToQueue(DEFAULT_QUEUES, subject)).toMatchObject({ queue: { name: queue }, rules: [rule] });
  });

  it('is where the reason says, when a queue lists the reason', () => {
    const queues = [Queue.parse({ name: 'translators', reasons: ['language_not_supported'] }), ...DEFAULT_QUEUES];
    expect(routeToQueue(queues, { category: 'refund', reason: 'language_not_supported' }).queue.name).toBe(
      'translators',
    );
  });
});

describe('a list of queues', () => {
  it.each([
    ['two of one name', [{ name: 'a', isDefault: true }, { name: 'a' }]],
    ['no default', [{ name: 'a' }]],
    [
      'two defaults',
      [
        { name: 'a', isDefault: true },
        { name: 'b', isDefault: true },
      ],
    ],
    ['an escalation to nowhere', [{ name: 'a', isDefault: true, escalatesTo: 'b' }]],
    ['no queue', []],
  ])('is refused with %s', (_, items) => {
    expect(QueueList.safeParse({ items }).success).toBe(false);
  });

  it('is accepted as it is shipped', () => {
    expect(QueueList.parse({ items: DEFAULT_QUEUES }).items).toEqual(DEFAULT_QUEUES);
  });
});
