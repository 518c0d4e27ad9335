import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MeshConfig } from '@mesh/config';
import { faultsOfServices } from './check-service-readmes';
import { groupsOf } from './configuration';

const VARIABLES = groupsOf([MeshConfig]).flatMap(({ variables }) => variables);
const page = (consumes: string[], environment: string) => `# solution

## Consumes

| message | what |
| ------- | ---- |
${consumes.map((type) => `| \`${type}\` | something |`).join('\n')}

## Environment

| variable | default |
| -------- | ------- |
${environment}

## Other

| \`support.solution.unknown.v1\` | |
| --- | --- |
`;
const CONSUMES = ['support.solution.draft_reply.v1', 'support.solution.forget_customer.v1'];
const PORTS = '| `PORT`, `HOST` | `8080`, `127.0.0.1` |\n| `MESH_ADMIN_KEY` | made up |\n| `MANAGEMENT_*` | |';

describe('the page of a service', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'mesh-docs-'));
    mkdirSync(path.join(root, 'apps/solution'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const faultsOf = (text: string): string[] => {
    writeFileSync(path.join(root, 'apps/solution/README.md'), text);
    return faultsOfServices(root, VARIABLES);
  };

  it('is in order when it agrees with contracts and configuration', () => {
    expect(faultsOf(page(CONSUMES, PORTS))).toEqual([]);
  });

  it.each([
    ['a command is missing', CONSUMES.slice(1), PORTS, 'support.solution.draft_reply.v1 is missing below Consumes'],
    [
      'a command is for another service',
      [...CONSUMES, 'support.triage.classify_ticket.v1'],
      PORTS,
      'support.triage.classify_ticket.v1 is for another service',
    ],
    ['a message does not exist', [...CONSUMES, 'support.ticket.gone.v1'], PORTS, 'no message support.ticket.gone.v1'],
    ['a variable does not exist', CONSUMES, '| `PORTS` | `8080` |', 'no variable PORTS'],
    ['a group of variables does not exist', CONSUMES, '| `NOTHING_*` | |', 'no variable NOTHING_*'],
    ['a default is another one', CONSUMES, '| `PORT` | `80` |', 'the default of PORT is 8080, not 80'],
  ])('is faulty when %s', (_what, consumes, environment, fault) => {
    expect(faultsOf(page(consumes, environment))).toEqual([`apps/solution/README.md: ${fault}`]);
  });
});
