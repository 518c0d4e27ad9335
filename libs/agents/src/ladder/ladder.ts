import type { Provider, Type } from '@nestjs/common';
import type { AgentSetup } from '@mesh/contracts';
import { codeOf } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { type LadderObserver, answerInOrder } from './answer-in-order';
import { Expenses } from './expenses';
import { setupOf, withSetup } from './setup-of';

/** An abstract class that is type and injection token of a task. */
type Port<T> = abstract new (...args: never[]) => T;
type TaskMethod = (input: unknown, signal: AbortSignal, ...rest: unknown[]) => Promise<unknown>;
type Adapter = Readonly<Record<string, TaskMethod>>;

/**
 * The providers of a task port: its adapters, best first, and the port itself as the ladder over them. Every method of
 * the port takes `(input, signal)`, perhaps more, and answers with an `AgentAnswer`, whose `work.actor` names the adapter that
 * answered and whose cost includes what the others took in vain. An adapter that says `isConfigured: false` is left out.
 * Where the input has an `agent`, its version is named too, and without `remote` only local adapters are asked. Spread it: `providers: [...ladder(TicketClassifier, [LlmTicketClassifier, LocalTicketClassifier])]`.
 */
export function ladder<T extends object>(port: Port<T>, adapters: readonly [Type<T>, ...Type<T>[]]): Provider[] {
  return [
    ...adapters,
    {
      provide: port,
      inject: [Logger, Metrics, ...adapters],
      useFactory: (logger: Logger, metrics: Metrics, ...instances: T[]) =>
        climb(instances, observe(port.name, logger, metrics)),
    },
  ];
}

/** One object with the methods that all adapters share, each asking the adapters in order. */
export function climb<T extends object>(adapters: readonly T[], observer: LadderObserver): T {
  const usable = adapters.filter(isUsable);
  const rungs = usable.map((adapter) => ({ name: adapter.constructor.name, adapter: adapter as unknown as Adapter }));
  const methods = sharedMethods(adapters).map((method): [string, TaskMethod] => [
    method,
    async (input, signal, ...rest) => {
      const expenses = new Expenses();
      const setup = setupOf(input);
      const calls = rungsFor(rungs, setup).map(({ name, adapter }) => ({
        name,
        call: async () => adapter[method]?.(input, signal, ...rest),
      }));
      return withSetup(expenses.addTo(await answerInOrder(calls, signal, expenses.heardBy(observer))), setup);
    },
  ]);
  return Object.fromEntries(methods) as T;
}

interface Standing {
  readonly name: string;
  readonly adapter: Adapter;
}

/** A tenant may do without remote models; an adapter that can be unconfigured is one. */
function rungsFor(rungs: readonly Standing[], setup: AgentSetup | undefined): readonly Standing[] {
  if (setup?.remote !== false) return rungs;
  const local = rungs.filter(({ adapter }) => !isRemote(adapter));
  return local.length > 0 ? local : rungs;
}

export const isRemote = (adapter: object): boolean => 'isConfigured' in adapter;
export const isUsable = (adapter: object): boolean => !('isConfigured' in adapter) || adapter.isConfigured !== false;

const LIFECYCLE = new Set([
  'constructor',
  'onModuleInit',
  'onModuleDestroy',
  'onApplicationBootstrap',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
]);

/** What every adapter can do is the port; what only one can do is its own business. */
function sharedMethods(adapters: readonly object[]): string[] {
  const [first = [], ...others] = adapters.map((adapter) => methodsOf(adapter).filter((name) => !LIFECYCLE.has(name)));
  return first.filter((name) => others.every((names) => names.includes(name)));
}

function methodsOf(instance: object): string[] {
  const names = new Set<string>();
  for (let level: object | null = Object.getPrototypeOf(instance) as object; level && level !== Object.prototype;) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (typeof value === 'function') names.add(name);
    }
    level = Object.getPrototypeOf(level) as object | null;
  }
  return [...names];
}

function observe(task: string, logger: Logger, metrics: Metrics): LadderObserver {
  const answers = metrics.counter(METRICS.agentAnswers, 'Answers of agent tasks by adapter', [
    'task',
    'adapter',
    'result',
  ]);
  return {
    answered: (adapter, position) => {
      answers.inc({ task, adapter, result: position === 0 ? 'first_choice' : 'fallback' });
    },
    unavailable: (adapter, error) => {
      answers.inc({ task, adapter, result: 'unavailable' });
      logger.warn('agent_adapter_unavailable', { task, adapter, code: codeOf(error) });
    },
  };
}
