import { ConfigError, MeshConfig } from '@mesh/config';
import { PersistenceConfig } from '@mesh/persistence';
import { checkEmbedded, embeddedSource } from './embedded-source';

describe('the configuration of the embedded profile', () => {
  const urls = { owner: 'postgres://owner', api: 'postgres://api', worker: 'postgres://worker' };

  it('has the addresses of its own database, whatever the environment says', async () => {
    const source = await embeddedSource(urls, { DATABASE_API_URL: 'postgres://other' });
    const { DATABASE_API_URL } = source.read(PersistenceConfig);
    expect(DATABASE_API_URL).toBe(urls.api);
  });

  it('leaves the process environment alone', async () => {
    const environment = { DATA_DIR: 'somewhere' };
    await embeddedSource(urls, environment);
    expect(environment).toEqual({ DATA_DIR: 'somewhere' });
  });

  it('signs internal calls with a secret made at start, unless one is given', async () => {
    const secretOf = async (given: Record<string, string>) =>
      (await embeddedSource(urls, given)).read(MeshConfig).INTERNAL_TOKEN_SECRET;
    expect(await secretOf({})).toHaveLength(43);
    expect(await secretOf({ INTERNAL_TOKEN_SECRET: '' })).toHaveLength(43);
    expect(await secretOf({ INTERNAL_TOKEN_SECRET: 'given-by-somebody' })).toBe('given-by-somebody');
  });

  it('is checked as a whole before anything starts', async () => {
    const check = checkEmbedded({ PORT: 'eighty', LOG_LEVEL: 'loud', DATABASE_MAX_CONNECTIONS: '1' });
    await expect(check).rejects.toThrow(ConfigError);
    await expect(check).rejects.toThrow(/PORT: [\s\S]*LOG_LEVEL: [\s\S]*DATABASE_MAX_CONNECTIONS: /);
  });
});
