import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import type { Files } from '../files/files';
import { remember } from '../files/remember';
import { type Finding, findings } from '../finding';
import type { Definitions } from './definitions';
import { type JsonObject, at, textOf } from './json';

const KUBERNETES_SCHEMAS = 'deploy/schemas/kubernetes.json';
const COMPOSE_SCHEMA = 'deploy/schemas/compose.json';
const OPTIONS = { strict: false, allErrors: true, validateFormats: false };

const readDefinitions = remember((text: string) => JSON.parse(text) as Definitions);
// Compiling takes longer than anything else here.
const composeAjv = remember((text: string) => new Ajv2020(OPTIONS).addSchema(JSON.parse(text) as object, 'compose'));
const kubernetesAjv = remember((text: string) =>
  new Ajv(OPTIONS).addSchema({ $id: 'kubernetes', ...readDefinitions(text) }),
);

/** The definitions of all kinds that are used. */
export const kubernetesSchemas = (files: Files): Definitions => readDefinitions(files.text(KUBERNETES_SCHEMAS));

/** Validates Compose files by the schema of the Compose specification. */
export function composeValidator(files: Files): (file: string, model: JsonObject) => Finding[] {
  const validate = composeAjv(files.text(COMPOSE_SCHEMA)).getSchema('compose');
  return (file, model) => findings('compose-schema', file, faultsOf(validate, model));
}

/** Validates Kubernetes resources by the schema of their kind; a kind without one is a fault. */
export function kubernetesValidator(files: Files): (where: string, resource: JsonObject) => Finding[] {
  const { kinds } = kubernetesSchemas(files);
  const ajv = kubernetesAjv(files.text(KUBERNETES_SCHEMAS));
  return (where, resource) => {
    const kind = `${textOf(resource['apiVersion'])}/${textOf(resource['kind'])}`;
    const name = kinds[kind];
    const validate = name === undefined ? undefined : ajv.getSchema(`kubernetes#/definitions/${name}`);
    if (!validate) return findings('kubernetes-kind', where, [`no schema of ${kind}`]);
    const named = textOf(at(resource, 'metadata', 'name')) === '' ? ['metadata.name is missing'] : [];
    return findings('kubernetes-schema', where, [...faultsOf(validate, resource), ...named]);
  };
}

const faultsOf = (validate: ValidateFunction | undefined, value: JsonObject): string[] =>
  !validate || validate(value) ? [] : [...new Set((validate.errors ?? []).map(messageOf))];

const messageOf = ({ instancePath, message, params }: ErrorObject): string => {
  const { additionalProperty, unevaluatedProperty } = params as Record<string, string | undefined>;
  const unknown = additionalProperty ?? unevaluatedProperty;
  const where = instancePath === '' ? 'the top' : instancePath.slice(1).replaceAll('/', '.');
  return unknown === undefined ? `${where} ${message ?? 'is not valid'}` : `${where} has an unknown field ${unknown}`;
};
