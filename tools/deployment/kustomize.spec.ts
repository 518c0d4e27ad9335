import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesBelow } from './files/files';
import { Kustomize } from './kustomize/build';
import { suffixOf } from './kustomize/config-map-generator';
import { differences } from './kustomize/kubectl';
import { StrategicMerge } from './kustomize/strategic-merge';
import { withImages } from './kustomize/transform';
import { promtoolFindings } from './monitoring/promtool';
import { ROOT } from './test/read-deployment';

describe('our reading of kustomizations', () => {
  const schemas = {
    pod: {
      properties: { containers: { items: { $ref: '#/definitions/box' }, 'x-kubernetes-patch-merge-key': 'name' } },
    },
    box: { properties: { args: { items: {} }, env: { 'x-kubernetes-patch-merge-key': 'name' } } },
  };
  const merge = (base: object, patch: object) =>
    new StrategicMerge(schemas).merge(base as never, patch as never, schemas.pod);

  it('merges lists with a key by that key, replaces the others, and takes null as away', () => {
    const base = { a: 1, b: 2, containers: [{ name: 'x', args: ['old', 'old'] }, { name: 'y' }] };
    const patch = { b: null, containers: [{ name: 'x', args: ['new'] }, { name: 'z' }] };
    expect(merge(base, patch)).toEqual({
      a: 1,
      containers: [{ name: 'x', args: ['new'] }, { name: 'y' }, { name: 'z' }],
    });
  });

  it('refuses directives that it does not know', () => {
    expect(() => merge({}, { $patch: 'delete' })).toThrow(/\$patch/);
  });

  it('gives a ConfigMap the suffix that kustomize gives it', () => {
    const data = {
      QDRANT_URL: 'http://qdrant.support-mesh-data.svc:6333',
      KAFKA_BROKERS: 'kafka.support-mesh-data.svc:9092',
    };
    expect(suffixOf({ kind: 'ConfigMap', metadata: { name: 'mesh-addresses' }, data })).toBe('ccf8g5669m');
  });

  it('gives images their tag and digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(withImages([{ image: 'redis' }, { image: 'other' }], [{ name: 'redis', newTag: '7', digest }])).toEqual([
      { image: `redis:7@${digest}` },
      { image: 'other' },
    ]);
  });

  it('is compared with what kubectl makes of the same folder, whatever the order', () => {
    const build = () => new Kustomize(filesBelow(ROOT)).build('k8s/overlays/production');
    const ours = build();
    const [first, ...others] = build().reverse();
    expect(differences('k8s', ours, [...others, first ?? {}])).toEqual([]);
    expect(differences('k8s', ours, [...others, { ...first, kind: 'Other' }])).toHaveLength(2);
    expect(differences('k8s', ours, others)).toEqual([expect.objectContaining({ rule: 'kustomize-differs' })]);
  });
});

describe('promtool', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mesh-promtool-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is passed over where it is not installed', async () => {
    expect(await promtoolFindings(ROOT, path.join(folder, 'promtool'))).toBeUndefined();
  });

  it.each([
    [0, []],
    [1, [{ rule: 'promtool', where: 'prometheus/prometheus.yml', message: 'FAILED: bad rule' }]],
  ])('is heard when it ends with %d', async (code, expected) => {
    const tool = path.join(folder, 'promtool');
    writeFileSync(tool, `#!/bin/sh\necho 'FAILED: bad rule'\nexit ${code}\n`);
    chmodSync(tool, 0o755);
    expect(await promtoolFindings(ROOT, tool)).toEqual(expected);
  });
});
