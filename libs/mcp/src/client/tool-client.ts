import type { CircuitBreakerPolicy } from 'cockatiel';
import { type AddressRules, Fetcher, type Peer } from '@mesh/egress';
import { RetryableError, TerminalError, codeOf } from '@mesh/kernel';
import { BREAKER_STATES, type ExternalService, ExternalWatch, METRICS, type Metrics } from '@mesh/observability';
import type { DiscoveredTool } from './discovered-tool';
import type { McpClientSettings } from './mcp-client.config';
import { type ToolServer, ToolSession, faultOf } from './tool-session';

interface Guard {
  readonly breaker: CircuitBreakerPolicy;
  readonly watch: ExternalWatch;
}

const UNCALLED = { kind: 'tool_server', name: '', state: 'unknown' } as const;

/** What a tool answers, or a tool that was changed, says nothing about the server. */
const faultOfServer = (error: unknown): string | undefined =>
  error instanceof RetryableError ? error.code : undefined;

export interface ToolCall {
  readonly tool: string;
  /** The hash under which an admin accepted the tool. */
  readonly hash: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** A call that may have changed something is never made twice. */
  readonly writes: boolean;
}

type Limits = Pick<McpClientSettings, 'MCP_CALL_TIMEOUT_MS' | 'MCP_MAX_RESPONSE_BYTES' | 'MCP_BREAKER_OPEN_MS'>;

/** For the rules of addresses. */
export const TOOL_SERVER: Peer = { codes: 'MCP', name: 'tool server' };

const FAILURES_IN_A_ROW = 3;

/**
 * Uses the tools of servers that nobody vouches for. All work has one deadline, whatever the server sends meanwhile; a
 * server that keeps failing is left alone. Faults: `MCP_TIMEOUT`, `MCP_UNAVAILABLE`, `MCP_LEFT_ALONE` may pass;
 * `MCP_ADDRESS_REFUSED`, `MCP_REDIRECT_REFUSED`, `MCP_TOO_LARGE`, `MCP_PROTOCOL_FAULT`, `MCP_TOOL_REFUSED`,
 * `MCP_TOOL_GONE`, `MCP_TOOL_CHANGED`, `MCP_ARGUMENTS_INVALID`, `MCP_OUTCOME_UNKNOWN` will not.
 */
export class ToolClient {
  private readonly fetcher: Fetcher;
  private readonly guards = new Map<string, Guard>();
  private readonly seconds;

  constructor(
    private readonly rules: AddressRules,
    private readonly limits: Limits,
    metrics: Metrics,
  ) {
    this.fetcher = new Fetcher(rules, limits.MCP_MAX_RESPONSE_BYTES);
    this.seconds = metrics.histogram(METRICS.mcpClientDuration, 'Time of one use of an external tool server', [
      'operation',
      'result',
    ]);
  }

  /** What the server offers now. */
  discover(server: ToolServer, signal: AbortSignal): Promise<DiscoveredTool[]> {
    return this.use('tools/list', server, signal, (session) => session.tools());
  }

  /** Calls a tool, unless it is no longer the one that was accepted. The texts are data from outside. */
  async call(server: ToolServer, call: ToolCall, signal: AbortSignal): Promise<string[]> {
    let isSent = false;
    try {
      return await this.use('tools/call', server, signal, async (session) => {
        await mustBeAsAccepted(session, call);
        isSent = true;
        return session.call(call.tool, call.args);
      });
    } catch (error) {
      // Once it is sent, only an answer says what became of it.
      if (call.writes && isSent && codeOf(error) !== 'MCP_TOOL_REFUSED') throw outcomeUnknown(error);
      throw error;
    }
  }

  /** How the calls to a server went in this process. */
  statusOf(name: string, { url, token = '' }: ToolServer): ExternalService {
    const known = this.guards.get(`${url} ${token}`)?.watch.status();
    return { ...(known ?? UNCALLED), name };
  }

  close(): Promise<void> {
    return this.fetcher.close();
  }

  private async use<T>(
    operation: string,
    server: ToolServer,
    outer: AbortSignal,
    work: (session: ToolSession) => Promise<T>,
  ): Promise<T> {
    const stop = this.seconds.startTimer({ operation });
    try {
      this.rules.check(server.url);
      const { breaker, watch } = await this.guardOf(server);
      const result = await breaker.execute(() => watch.observe(() => this.inTime(server, outer, work)));
      stop({ result: 'answered' });
      return result;
    } catch (error) {
      outer.throwIfAborted();
      const fault = isBroken(error) ? leftAlone() : await faultOf(error);
      stop({ result: codeOf(fault).toLowerCase() });
      throw fault;
    }
  }

  private async inTime<T>(
    server: ToolServer,
    outer: AbortSignal,
    work: (session: ToolSession) => Promise<T>,
  ): Promise<T> {
    const { timeout, TimeoutStrategy } = await import('cockatiel');
    const timeoutMs = this.limits.MCP_CALL_TIMEOUT_MS;
    const policy = timeout(timeoutMs, TimeoutStrategy.Aggressive);
    try {
      return await policy.execute(({ signal }) => {
        return ToolSession.run(server, { fetcher: this.fetcher, signal, timeoutMs }, work);
      }, outer);
    } catch (error) {
      outer.throwIfAborted();
      throw isTimeout(error) ? timedOut(error) : await faultOf(error);
    }
  }

  /** One per address and token: what one tenant's token causes is not another tenant's trouble. */
  private async guardOf({ url, token = '' }: ToolServer): Promise<Guard> {
    const { ConsecutiveBreaker, circuitBreaker, handleWhen } = await import('cockatiel');
    const key = `${url} ${token}`;
    const known = this.guards.get(key);
    if (known) return known;
    const breaker = circuitBreaker(
      handleWhen((error) => error instanceof RetryableError),
      { halfOpenAfter: this.limits.MCP_BREAKER_OPEN_MS, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) },
    );
    const watch = new ExternalWatch(UNCALLED, { codeOf: faultOfServer, breaker: () => BREAKER_STATES[breaker.state] });
    const guard = { breaker, watch };
    this.guards.set(key, guard);
    return guard;
  }
}

async function mustBeAsAccepted(session: ToolSession, { tool: name, hash, args }: ToolCall): Promise<void> {
  const tool = (await session.tools()).find((one) => one.name === name);
  if (!tool) throw new TerminalError('MCP_TOOL_GONE', 'the server no longer has this tool');
  if (tool.hash !== hash) throw new TerminalError('MCP_TOOL_CHANGED', 'the tool is not the one that was accepted');
  const { AjvJsonSchemaValidator } = await import('@modelcontextprotocol/sdk/validation/ajv');
  const { valid } = new AjvJsonSchemaValidator().getValidator(tool.inputSchema)(args);
  if (!valid) throw new TerminalError('MCP_ARGUMENTS_INVALID', 'the arguments do not fit the schema of the tool');
}

const isTimeout = (error: unknown): boolean => error instanceof Error && 'isTaskCancelledError' in error;
const isBroken = (error: unknown): boolean => error instanceof Error && 'isBrokenCircuitError' in error;
const timedOut = (cause: unknown): RetryableError =>
  new RetryableError('MCP_TIMEOUT', 'the tool server did not answer in time', {}, undefined, { cause });
const outcomeUnknown = (cause: unknown): TerminalError =>
  new TerminalError('MCP_OUTCOME_UNKNOWN', 'nobody knows whether the tool has done it', {}, { cause });
const leftAlone = (): RetryableError =>
  new RetryableError('MCP_LEFT_ALONE', 'the tool server keeps failing and is left alone for a while');
