import { defineConfig } from '@mesh/config';
import { z } from 'zod';

const address = (service: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(`http://${service}:9090`)
    .describe(`Management address of ${service}; distributed profile`);

/** Where the internal routes of each service are found when the services are processes of their own. */
export const InternalConfig = defineConfig('internal', {
  GATEWAY_URL: address('gateway'),
  SUPERVISOR_URL: address('supervisor'),
  TRIAGE_URL: address('triage'),
  RESEARCH_URL: address('research'),
  SOLUTION_URL: address('solution'),
  QUALITY_URL: address('quality'),
  ESCALATION_URL: address('escalation'),
});
