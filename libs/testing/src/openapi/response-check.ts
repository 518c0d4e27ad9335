import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Media {
  readonly schema?: object;
}
interface Documented {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, Documented>>;
}

/** What the check needs of an OpenAPI 3.1 document. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: object;
}

export interface Answered {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const DOCUMENT_ID = 'api';

/** Compares answers with the OpenAPI document of the API that gave them. */
export class ResponseCheck {
  private readonly ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  private readonly templates: readonly { readonly name: string; readonly pattern: RegExp }[];

  constructor(private readonly document: ApiDocument) {
    this.ajv.addSchema({ $id: DOCUMENT_ID, ...document });
    // A path of plain words comes before one with a parameter in the same place.
    this.templates = Object.keys(document.paths)
      .sort((left, right) => parametersIn(left) - parametersIn(right))
      .map((name) => ({ name, pattern: new RegExp(`^${name.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));
  }

  /** What the document does not say of an answer; empty when it may be so. */
  faultsOf(answered: Answered): string[] {
    const template = this.templates.find(({ pattern }) => pattern.test(answered.path))?.name;
    const operation = template === undefined ? undefined : this.operationOf(template, answered.method);
    // What is not there is not documented, and may only say so.
    if (template === undefined || operation === undefined) return answered.status < 400 ? ['no such operation'] : [];
    const status = String(answered.status) in operation.responses ? String(answered.status) : 'default';
    if (status === 'default' && answered.status < 400) return [`the status ${answered.status} is not documented`];
    const { content } = operation.responses[status] ?? {};
    if (content === undefined) return answered.body === '' ? [] : [`a body with ${status} is not documented`];
    return this.faultsOfBody(answered, content, [
      'paths',
      template,
      answered.method.toLowerCase(),
      'responses',
      status,
    ]);
  }

  private operationOf(template: string, method: string): Operation | undefined {
    return this.document.paths[template]?.[method.toLowerCase()];
  }

  private faultsOfBody(answered: Answered, content: Readonly<Record<string, Media>>, at: readonly string[]): string[] {
    const type = answered.contentType.split(';')[0]?.trim() ?? '';
    const media = content[type];
    if (media === undefined) return [`the type ${type} is not documented`];
    if (!type.endsWith('json') || media.schema === undefined) return [];
    const validate = this.validatorAt([...at, 'content', type, 'schema']);
    if (validate(JSON.parse(answered.body))) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  }

  private validatorAt(at: readonly string[]): ValidateFunction {
    const pointer = at.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/');
    const validate = this.ajv.getSchema(`${DOCUMENT_ID}#/${pointer}`);
    if (validate === undefined) throw new Error(`no schema at ${pointer}`);
    return validate as ValidateFunction;
  }
}

const parametersIn = (template: string): number => template.split('{').length - 1;
