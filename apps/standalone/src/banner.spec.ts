import { join } from 'node:path';
import { type BannerFacts, banner } from './banner';

const facts: BannerFacts = {
  url: 'http://127.0.0.1:8080',
  managementUrl: 'http://127.0.0.1:9090',
  keyFile: join(process.cwd(), '.data/admin-key'),
  logFile: '/var/log/mesh.log',
  samples: 8,
  seconds: 1.23,
};

describe('the first thing that a newcomer sees', () => {
  it('is where the mesh is, its key and its log', () => {
    const text = banner(facts);
    for (const part of ['http://127.0.0.1:8080/docs', ' .data/admin-key', '/var/log/mesh.log', '8 sample articles']) {
      expect(text).toContain(part);
    }
  });

  it('holds a command that reads the key instead of showing it', () => {
    expect(banner(facts)).toContain('-H "authorization: Bearer $(cat .data/admin-key)"');
    expect(banner({ ...facts, keyFile: undefined })).toContain('-H "authorization: Bearer $MESH_ADMIN_KEY"');
  });

  it('posts valid JSON', () => {
    const json = /-d '(.*)'/.exec(banner(facts))?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ body: expect.any(String) as string, customer: { name: 'Ada' } });
  });
});
