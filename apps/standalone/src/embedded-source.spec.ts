import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, MeshConfig } from '@mesh/config';
import { PersistenceConfig } from '@mesh/persistence';
import { WebhooksConfig } from '../../gateway/src/webhooks/webhooks.config';
import { ToolsConfig } from '../../research/src/tools/tools.config';
import { checkEmbedded, embeddedSource, sealingKeyPath } from './embedded-source';

describe('the configuration of the embedded profile', () => {
  const urls = { owner: 'postgres://owner', api: 'postgres://api', worker: 'postgres://worker' };

  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'mesh-source-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const sourceOf = (given: Record<string, string> = {}) => embeddedSource(urls, { DATA_DIR: dataDir, ...given });

  it('has the addresses of its own database, whatever the environment says', async () => {
    const source = await sourceOf({ DATABASE_API_URL: 'postgres://other' });
    expect(source.read(PersistenceConfig).DATABASE_API_URL).toBe(urls.api);
  });

  it('leaves the process environment alone', async () => {
    const environment = { DATA_DIR: dataDir };
    await embeddedSource(urls, environment);
    expect(environment).toEqual({ DATA_DIR: dataDir });
  });

  it('signs internal calls with a secret made at start, unless one is given', async () => {
    const secretOf = async (given: Record<string, string>) =>
      (await sourceOf(given)).read(MeshConfig).INTERNAL_TOKEN_SECRET;
    expect(await secretOf({})).toHaveLength(43);
    expect(await secretOf({ INTERNAL_TOKEN_SECRET: '' })).toHaveLength(43);
    expect(await secretOf({ INTERNAL_TOKEN_SECRET: 'given-by-somebody' })).toBe('given-by-somebody');
  });

  it('seals secrets of others with a key that is made once and kept for its owner alone, unless one is given', async () => {
    const keyOf = async (given: Record<string, string> = {}) =>
      (await sourceOf(given)).read(WebhooksConfig).WEBHOOK_SECRETS_KEY;
    const made = await keyOf();
    expect(made).toHaveLength(43);
    expect(await keyOf()).toBe(made);
    expect((await sourceOf()).read(ToolsConfig).MCP_SECRETS_KEY).toBe(made);
    expect(readFileSync(sealingKeyPath(dataDir), 'utf8').trim()).toBe(made);
    expect(statSync(sealingKeyPath(dataDir)).mode & 0o077).toBe(0);
    expect(await keyOf({ WEBHOOK_SECRETS_KEY: 'given-by-somebody' })).toBe('given-by-somebody');
    const file = join(dataDir, 'mounted');
    writeFileSync(file, 'given-in-a-mounted-file');
    expect(await keyOf({ WEBHOOK_SECRETS_KEY_FILE: file })).toBe('given-in-a-mounted-file');
  });

  it('is checked as a whole before anything starts', async () => {
    const check = checkEmbedded({ PORT: 'eighty', LOG_LEVEL: 'loud', DATABASE_MAX_CONNECTIONS: '1' });
    await expect(check).rejects.toThrow(ConfigError);
    await expect(check).rejects.toThrow(/PORT: [\s\S]*LOG_LEVEL: [\s\S]*DATABASE_MAX_CONNECTIONS: /);
  });
});
