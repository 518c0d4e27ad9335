import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type AwsKeys, isSigned } from './signature-v4';

const TARGET = 'secretsmanager.GetSecretValue';
const TYPE = 'application/x-amz-json-1.1';
const KEYS: AwsKeys = { id: 'AKIDCOUNTERPART', secret: 'counterpart/secret+access/key' };

/** AWS Secrets Manager as its HTTP API (AWS JSON 1.1) answers: signatures are checked, faults have its names. */
export class SecretsManagerCounterpart {
  /** What is kept, by name. */
  readonly secrets = new Map<string, string>();
  /** Names that were asked for by requests with a right signature. */
  readonly asked: string[] = [];
  /** `silent` accepts a request and never answers; `failing` answers 500. */
  trouble: 'none' | 'silent' | 'failing' = 'none';
  private server: Server | undefined;

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.answer(request, response)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  /** For the environment of whoever asks, in the words of the SDK. */
  get environment(): Readonly<Record<string, string>> {
    const { port } = this.server?.address() as AddressInfo;
    return {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: KEYS.id,
      AWS_SECRET_ACCESS_KEY: KEYS.secret,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
      AWS_MAX_ATTEMPTS: '1',
    };
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (this.trouble === 'silent') return;
    if (this.trouble === 'failing') return send(response, 500, { __type: 'InternalServiceError' });
    const { headers, method, url } = request;
    if (method !== 'POST' || url !== '/' || headers['content-type'] !== TYPE || headers['x-amz-target'] !== TARGET) {
      return send(response, 400, { __type: 'UnknownOperationException' });
    }
    if (!isSigned(request, body, KEYS)) return send(response, 400, { __type: 'InvalidSignatureException' });
    const { SecretId: name = '' } = JSON.parse(body) as { readonly SecretId?: string };
    this.asked.push(name);
    const found = this.secrets.get(name);
    if (found === undefined) return send(response, 400, { __type: 'ResourceNotFoundException' });
    const stages = { VersionId: '11111111-1111-1111-1111-111111111111', VersionStages: ['AWSCURRENT'] };
    send(response, 200, { Name: name, SecretString: found, CreatedDate: 1_790_000_000, ...stages });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': TYPE, 'x-amzn-requestid': 'counterpart' }).end(JSON.stringify(body));
}
