import type { Files } from '../files/files';
import { variablesIn } from '../files/yaml';
import { type MeshProcess, bytesOf } from '../process';
import { type JsonObject, at, isObject, listOf, objectOf, textOf } from '../schemas/json';
import type { SecretNames } from '../secret-names';
import { type ComposeStack, mountOf } from './compose-stack';

/** Whether the service runs our image. */
export const isOurs = (service: JsonObject): boolean => textOf(service['image']).startsWith('support-mesh:');

export const servicesOf = ({ model }: ComposeStack): [string, JsonObject][] =>
  Object.entries(objectOf(model['services'])).map(([name, service]) => [name, objectOf(service)]);

/** The services and jobs of the mesh in a stack, but not the one that makes up secrets. */
export const composeProcesses = (stack: ComposeStack, files: Files, secrets: SecretNames): MeshProcess[] =>
  servicesOf(stack)
    .filter(([name, service]) => isOurs(service) && name !== 'secrets')
    .map(([name, service]) => ({
      name,
      where: `${stack.name} ${name}`,
      image: textOf(service['image']),
      args: listOf(service['command']).map(textOf),
      environment: environmentOf(service, files),
      secrets: secretsOf(service, secrets),
      memory: memoryOf(service),
    }));

function environmentOf(service: JsonObject, files: Files): Map<string, string> {
  const fromFiles = listOf(service['env_file']).map((file) => variablesIn(files, textOf(file)));
  const own = isObject(service['environment']) ? service['environment'] : {};
  const all = Object.assign({}, ...fromFiles, own) as JsonObject;
  return new Map(Object.entries(all).map(([name, value]) => [name, textOf(value)]));
}

const secretsOf = (service: JsonObject, names: SecretNames): Map<string, readonly string[]> =>
  new Map(
    listOf(service['volumes'])
      .map(mountOf)
      .filter(({ source }) => source === 'secrets')
      .map(({ target, subpath }) => [target, names.get(subpath) ?? []]),
  );

export const memoryOf = (service: JsonObject): number =>
  bytesOf(textOf(at(service, 'deploy', 'resources', 'limits', 'memory')));
