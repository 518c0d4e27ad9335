import { SERVICES } from '@mesh/contracts';
import { serviceMigrations } from './service-migrations';
import { tenantWallContract } from './tenant-wall.contract';

const services = serviceMigrations();

const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  // The tenant of a request is known only once its key was found.
  gateway: [
    'gateway.api_keys has the policy look_up',
    'gateway.find_api_key is a function with the rights of its owner',
    'gateway.look_up_api_key is a function with the rights of its owner',
    // Whoever posts a mail names a channel: its tenant and its secret are looked up by that id alone.
    'gateway.inbound_channels has the policy look_up',
    'gateway.find_inbound_channel is a function with the rights of its owner',
  ],
  // The pipeline clears away what is old, whoever it belongs to.
  supervisor: [
    'supervisor.snapshots has the policy retention_delete',
    'supervisor.snapshots has the policy retention_select',
  ],
};

for (const service of services) tenantWallContract([service], OPENINGS[service.schema]);

describe('the tenant wall', () => {
  it('is looked at in every service', () => {
    expect(services.map(({ schema }) => schema).sort()).toEqual([...SERVICES].sort());
  });
});
