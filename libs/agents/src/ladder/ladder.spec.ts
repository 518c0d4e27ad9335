import { Test } from '@nestjs/testing';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { Logger, METRICS, Metrics, ObservabilityModule } from '@mesh/observability';
import type { AgentAnswer } from '../answer/agent-answer';
import { localWorker, measure } from '../answer/measure';
import { ladder } from './ladder';

abstract class Greeter {
  abstract greet(name: string, signal: AbortSignal): Promise<AgentAnswer<string>>;
}

let remote: () => string;
let isConfigured = true;
class RemoteGreeter extends Greeter {
  get isConfigured(): boolean {
    return isConfigured;
  }

  greet(name: string): Promise<AgentAnswer<string>> {
    return measure({ agent: 'greeter', model: 'remote' }, () => `${remote()} ${name}`);
  }
}
class LocalGreeter extends Greeter {
  greet(name: string): Promise<AgentAnswer<string>> {
    return measure(localWorker('greeter'), () => this.phrase(name));
  }

  private phrase(name: string): string {
    return `hello ${name}`;
  }
}

const metrics = new Metrics('test', { withProcess: false });
const never = new AbortController().signal;

async function greeter(): Promise<Greeter> {
  const module = await Test.createTestingModule({
    imports: [ObservabilityModule.forService(Logger.silent(), metrics)],
    providers: [...ladder(Greeter, [RemoteGreeter, LocalGreeter])],
  }).compile();
  return module.get(Greeter);
}

describe('a ladder of adapters', () => {
  beforeEach(() => metrics.registry.resetMetrics());

  it('is answered by the first choice while that is available', async () => {
    remote = () => 'good day';
    const answer = await (await greeter()).greet('Ada', never);
    expect(answer).toMatchObject({ result: 'good day Ada', work: { actor: { model: 'remote' } } });
  });

  it.each([new RetryableError('LLM_UNAVAILABLE', 'away'), new TypeError('a bug')])(
    'goes one rung down when the first choice cannot answer, and says so (%s)',
    async (fault) => {
      remote = () => {
        throw fault;
      };
      const answer = await (await greeter()).greet('Ada', never);
      expect(answer).toMatchObject({ result: 'hello Ada', work: { actor: { model: 'local' } } });
      const text = await metrics.registry.getSingleMetricAsString(METRICS.agentAnswers);
      expect(text).toMatch(/adapter="RemoteGreeter",result="unavailable".* 1/);
      expect(text).toMatch(/adapter="LocalGreeter",result="fallback".* 1/);
    },
  );

  it('does not ask around after a refusal', async () => {
    remote = () => {
      throw new TerminalError('LLM_REFUSED', 'content policy');
    };
    await expect((await greeter()).greet('Ada', never)).rejects.toMatchObject({ code: 'LLM_REFUSED' });
  });

  it('does not go on for work that was called off', async () => {
    const controller = new AbortController();
    remote = () => {
      controller.abort(new RetryableError('SUPERSEDED', 'newer turn'));
      throw new RetryableError('LLM_UNAVAILABLE', 'away');
    };
    await expect((await greeter()).greet('Ada', controller.signal)).rejects.toMatchObject({ code: 'LLM_UNAVAILABLE' });
    await expect((await greeter()).greet('Ada', controller.signal)).rejects.toMatchObject({ code: 'SUPERSEDED' });
  });

  it('leaves out an adapter that is not configured', async () => {
    remote = () => {
      throw new Error('must not be asked');
    };
    isConfigured = false;
    const answer = await (await greeter()).greet('Ada', never);
    isConfigured = true;
    expect(answer.result).toBe('hello Ada');
    expect(await metrics.registry.getSingleMetricAsString(METRICS.agentAnswers)).toMatch(
      /LocalGreeter",result="first_choice"/,
    );
  });

  it('asks no remote model for a tenant that does without, and names the tenant’s version of the agent', async () => {
    remote = () => 'good day';
    const setup = { version: 3, remote: false };
    const told = { toString: () => 'Ada', agent: setup } as unknown as string;
    const local = await (await greeter()).greet(told, never);
    expect(local).toMatchObject({ result: 'hello Ada', work: { actor: { model: 'local', setupVersion: 3 } } });
    const both = { toString: () => 'Ada', agent: { version: 4 } } as unknown as string;
    const first = await (await greeter()).greet(both, never);
    expect(first).toMatchObject({ result: 'good day Ada', work: { actor: { model: 'remote', setupVersion: 4 } } });
  });

  it('counts what the others took in vain', async () => {
    remote = () => {
      const usage = { calls: 2, inputTokens: 30, outputTokens: 7, costUsd: 0.00002 };
      throw new RetryableError('LLM_INVALID_OUTPUT', 'of no use', { usage });
    };
    const { work } = await (await greeter()).greet('Ada', never);
    expect(work).toMatchObject({ actor: { model: 'local' }, inputTokens: 30, outputTokens: 7, costMicros: 20 });
  });
});
