import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressRules } from './address-rules';
import { Fetcher } from './guarded-fetch';

describe('a guarded fetch', () => {
  let server: Server;
  let fetcher: Fetcher;
  let url: string;
  const paths: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      paths.push(request.url ?? '');
      if (request.url === '/moved') return response.writeHead(307, { location: '/secret' }).end();
      return response.writeHead(418).end(request.url === '/long' ? 'x'.repeat(5_000) : 'short');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    url = `http://${host}`;
    fetcher = new Fetcher(new AddressRules({ codes: 'TRIAL', name: 'trial server' }, [host]), 1_000);
  });
  afterAll(async () => {
    await fetcher.close();
    server.closeAllConnections();
    server.close();
  });
  const post = (path: string) => fetcher.open().fetch(`${url}${path}`, { method: 'POST', body: '{}' });

  it('hands on whatever was answered', async () => {
    const response = await post('/');
    expect([response.status, await response.text()]).toEqual([418, 'short']);
  });

  it('follows no redirect, and says what was answered', async () => {
    await expect(post('/moved')).rejects.toMatchObject({ code: 'TRIAL_REDIRECT_REFUSED', details: { status: 307 } });
    expect(paths).not.toContain('/secret');
  });

  it('reads no further than it was told', async () => {
    const { fetch, failed } = fetcher.open();
    const response = await fetch(`${url}/long`, { method: 'POST' });
    await expect(response.text()).rejects.toMatchObject({ code: 'TRIAL_TOO_LARGE' });
    await expect(failed).rejects.toMatchObject({ code: 'TRIAL_TOO_LARGE' });
  });
});
