import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { MESSAGE_DEFINITIONS, SERVICES, definitionOf } from '@mesh/contracts';
import { writableBy } from '@mesh/messaging';
import type { Variable } from './configuration';
import { tableRowsBelow } from './markdown-tables';

/** What the pages of the services say otherwise than contracts and configuration, one line each. */
export function faultsOfServices(root: string, variables: readonly Variable[]): string[] {
  const apps = path.join(root, 'apps');
  if (!existsSync(apps)) return [];
  return readdirSync(apps).flatMap((service) => {
    const file = path.join(apps, service, 'README.md');
    if (!existsSync(file)) return [];
    const text = readFileSync(file, 'utf8');
    const faults = [...messageFaults(service, text), ...environmentFaults(text, variables)];
    return faults.map((fault) => `apps/${service}/README.md: ${fault}`);
  });
}

function messageFaults(service: string, text: string): string[] {
  const named = (heading: string) => tableRowsBelow(text, heading).flatMap(([first = []]) => first.filter(isType));
  const consumed = named('Consumes');
  const own = MESSAGE_DEFINITIONS.filter(({ receiver }) => receiver === service).map(({ type }) => type);
  return [
    ...[...consumed, ...named('Publishes')].filter((type) => !definitionOf(type)).map((type) => `no message ${type}`),
    ...named('Publishes')
      .filter((type) => isForeignTopic(service, type))
      .map((type) => `${type} is on a topic that ${service} may not write to`),
    ...consumed.filter((type) => isOfAnother(service, type)).map((type) => `${type} is for another service`),
    ...own.filter((type) => !consumed.includes(type)).map((type) => `${type} is missing below Consumes`),
  ];
}

const isType = (text: string): boolean => /^support\.[a-z]+\.[a-z_]+\.v\d+$/.test(text);

function isOfAnother(service: string, type: string): boolean {
  const receiver = definitionOf(type)?.receiver;
  return receiver !== undefined && receiver !== service;
}

function isForeignTopic(service: string, type: string): boolean {
  const topic = definitionOf(type)?.topic;
  const sender = SERVICES.find((name) => name === service);
  return topic !== undefined && sender !== undefined && !writableBy(sender).includes(topic);
}

/** A default that is not written as code, such as "made up", is prose and not compared. */
function environmentFaults(text: string, variables: readonly Variable[]): string[] {
  const declared = new Map(variables.map((variable) => [variable.name, variable]));
  return tableRowsBelow(text, 'Environment').flatMap(([names = [], defaults = []]) =>
    names.flatMap((name, index) => {
      const isPattern = name.endsWith('*');
      if (isPattern && variables.some((variable) => variable.name.startsWith(name.slice(0, -1)))) return [];
      const variable = declared.get(name);
      if (!variable) return [`no variable ${name}`];
      const written = defaults[index];
      if (written === undefined || written === (variable.fallback ?? '')) return [];
      return [`the default of ${name} is ${variable.fallback ?? 'none'}, not ${written}`];
    }),
  );
}
