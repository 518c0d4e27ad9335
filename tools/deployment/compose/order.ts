import { type Finding, findings } from '../finding';
import { type JsonObject, at, listOf, objectOf, textOf } from '../schemas/json';
import { isOurs, servicesOf } from './compose-processes';
import type { ComposeStack } from './compose-stack';

/** Who waits for whom, and how each is known to be well. */
export const orderFindings = (stack: ComposeStack): Finding[] => {
  const services = new Map(servicesOf(stack));
  return [...services].flatMap(([name, service]) => {
    const where = `${stack.name} ${name}`;
    return [
      ...findings('healthcheck', where, healthFaults(service)),
      ...findings('depends-on', where, dependencyFaults(service, services)),
      ...findings('depends-on', where, preparationFaults(service)),
    ];
  });
};

const isJob = (service: JsonObject): boolean => textOf(service['restart']).startsWith('on-failure');
const testOf = (service: JsonObject): string[] => listOf(at(service, 'healthcheck', 'test')).map(textOf);

function healthFaults(service: JsonObject): string[] {
  if (isJob(service) || textOf(service['x-no-healthcheck']) !== '') return [];
  const test = testOf(service);
  if (test.length === 0) return ['has no healthcheck, and x-no-healthcheck does not say why'];
  const isRight = !isOurs(service) || test.join(' ') === 'CMD node deploy/healthcheck.mjs';
  return isRight ? [] : ['the healthcheck must ask for readiness with deploy/healthcheck.mjs'];
}

/** The condition must be one that the other can fulfil. */
function dependencyFaults(service: JsonObject, services: ReadonlyMap<string, JsonObject>): string[] {
  return Object.entries(objectOf(service['depends_on'])).flatMap(([name, dependency]) => {
    const condition = at(dependency, 'condition');
    const other = services.get(name);
    if (!other) return [`waits for ${name}, which is not there`];
    const wanted = isJob(other)
      ? 'service_completed_successfully'
      : testOf(other).length > 0
        ? 'service_healthy'
        : 'service_started';
    return condition === wanted ? [] : [`waits for ${name} with ${textOf(condition)} in place of ${wanted}`];
  });
}

/** Services start on a migrated database and with their topics. */
function preparationFaults(service: JsonObject): string[] {
  if (!isOurs(service) || isJob(service)) return [];
  const known = Object.keys(objectOf(service['depends_on']));
  const missing = ['prepare-database', 'prepare-topics'].filter((job) => !known.includes(job));
  return missing.map((job) => `does not wait for ${job}`);
}
