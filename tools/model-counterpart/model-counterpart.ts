import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AskedQuestion, type ChatBody, readQuestion } from './asked-question';
import type { Behaviour, CounterpartFigures } from './behaviour';
import { think } from './brain/think';
import { type TokenUsage, headOf, streamedReply, usageOf, wholeReply } from './chat-reply';
import { control } from './control';
import { embeddingsReply } from './embeddings';
import { refusalOf } from './refusals';
import { send, sendSlowly } from './send';
import { spoilAnswer } from './spoil-answer';

/** Answers a question; what is no text is written as JSON. */
export type Answering = (question: AskedQuestion) => unknown;

/**
 * The counterpart of an OpenAI-compatible server: chat completions (whole and streamed) and embeddings over real HTTP.
 * It answers the tasks of the mesh from their data alone, or by `answering`, and fails in every way that `TROUBLES`
 * names: for single requests by `next`, for all by `standing`. Knows no key; every one is good.
 */
export class ModelCounterpart {
  /** How requests are answered that `next` says nothing about. */
  standing: Behaviour = {};
  answering: Answering | undefined;
  readonly questions: AskedQuestion[] = [];
  /** What the requests were authorised with, one each. */
  readonly authorizations: string[] = [];
  private readonly script: Behaviour[] = [];
  private server: Server | undefined;
  private figures = { calls: 0, inFlight: 0, maxInFlight: 0, inputTokens: 0, outputTokens: 0 };
  private port = 0;
  private host = '127.0.0.1';

  /** The base URL for clients. */
  get url(): string {
    return `http://${this.host === '0.0.0.0' ? '127.0.0.1' : this.host}:${this.port}/v1`;
  }

  get seen(): CounterpartFigures {
    return { ...this.figures };
  }

  /** Listens; after `stop` on the same port. */
  async start(port = this.port, host = this.host): Promise<this> {
    this.host = host;
    this.server = createServer(
      (request, response) => void this.handle(request, response).catch(() => response.destroy()),
    );
    this.server.listen(port, host);
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** From here on connections are refused. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  /** How the next requests are answered, one after the other. */
  next(...behaviours: readonly Behaviour[]): void {
    this.script.push(...behaviours);
  }

  /** As if it had just started. */
  reset(): void {
    this.standing = {};
    this.answering = undefined;
    this.script.length = 0;
    this.questions.length = 0;
    this.authorizations.length = 0;
    this.figures = { ...this.figures, calls: 0, maxInFlight: this.figures.inFlight, inputTokens: 0, outputTokens: 0 };
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (path === '/control') return control(this, request.method ?? 'GET', text, response);
    if (path === '/v1/models')
      return send(response, 200, { object: 'list', data: [{ id: 'counterpart', object: 'model' }] });
    const isChat = path === '/v1/chat/completions';
    if (request.method !== 'POST' || !(isChat || path === '/v1/embeddings'))
      return send(response, 404, { error: { message: 'unknown path', code: null } });
    this.enter(response);
    this.authorizations.push(request.headers.authorization ?? '');
    const behaviour = this.behaviourNow();
    const body = JSON.parse(text) as ChatBody & { input?: string | string[]; encoding_format?: string };
    if (isChat) this.questions.push(readQuestion(body));
    await wait(behaviour.latencyMs ?? 0);
    const refusal = refusalOf(behaviour);
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.body);
    if (behaviour.trouble === 'hang') return;
    if (behaviour.trouble === 'cut_connection') return void response.destroy();
    if (behaviour.trouble === 'html')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    if (!isChat) return send(response, 200, embeddingsReply(body.input ?? '', body.model ?? '', body.encoding_format));
    return this.chat(body, behaviour, response);
  }

  private async chat(body: ChatBody, behaviour: Behaviour, response: ServerResponse): Promise<void> {
    const content = this.contentFor(readQuestion(body), behaviour);
    const usage = usageOf(body, content);
    const head = headOf(`chatcmpl-${this.figures.calls}`, body, behaviour, usage);
    if (!['truncated_stream', 'cut_utf8', 'slow_drip'].includes(behaviour.trouble ?? '')) this.told(usage);
    if (body.stream) return sendSlowly(response, 'text/event-stream', streamedReply(head, content), behaviour);
    const whole = JSON.stringify(wholeReply(head, content));
    return sendSlowly(response, 'application/json', [whole], behaviour);
  }

  private contentFor(question: AskedQuestion, { content, trouble, gullible = false }: Behaviour): string {
    if (content !== undefined) return content;
    const answer = this.answering ? this.answering(question) : think(question, gullible);
    return spoilAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer), trouble);
  }

  private behaviourNow(): Behaviour {
    const scripted = this.script.shift();
    if (scripted) return scripted;
    const { share = 1, trouble, ...rest } = this.standing;
    const { calls } = this.figures;
    const isHit = Math.floor(calls * share) > Math.floor((calls - 1) * share);
    return trouble && isHit ? { ...rest, trouble } : rest;
  }

  private enter(response: ServerResponse): void {
    this.figures.calls += 1;
    this.figures.inFlight += 1;
    this.figures.maxInFlight = Math.max(this.figures.maxInFlight, this.figures.inFlight);
    response.once('close', () => (this.figures.inFlight -= 1));
  }

  private told({ prompt_tokens, completion_tokens }: TokenUsage): void {
    this.figures.inputTokens += prompt_tokens;
    this.figures.outputTokens += completion_tokens;
  }
}

const wait = (milliseconds: number): Promise<void> =>
  milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
