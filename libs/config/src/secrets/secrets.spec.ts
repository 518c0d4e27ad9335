import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SecretsManagerCounterpart, waitFor } from '@mesh/testing';
import { z } from 'zod';
import { ConfigError, ConfigSource } from '../config-source';
import { defineConfig, secret } from '../define-config';
import type { SecretLook } from './live-value';
import { SecretManager } from './secret-manager.port';

const Sample = defineConfig('secret-sample', {
  TRIAL_KEY: secret().min(8).optional(),
  TRIAL_PASSWORD: secret().optional(),
  TRIAL_COUNT: z.coerce.number().int().default(1),
});

const QUICK = { SECRETS_REFRESH_MS: '20', SECRETS_TIMEOUT_MS: '1000' };

const faultsOf = (source: ConfigSource): readonly string[] => {
  try {
    source.check([Sample]);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('a secret that lies in AWS Secrets Manager', () => {
  const aws = new SecretsManagerCounterpart();
  const before = { ...process.env };
  beforeAll(async () => {
    await aws.start();
    // The SDK reads its own variables where the process has them.
    Object.assign(process.env, aws.environment);
  });
  afterAll(() => {
    process.env = before;
    aws.stop();
  });
  beforeEach(() => {
    aws.secrets.clear();
    aws.asked.length = 0;
    aws.trouble = 'none';
  });

  const open = (environment: Record<string, string>) => ConfigSource.open({ ...QUICK, ...environment });

  /** A source whose key was fetched, and what was said of later looks. */
  const opened = async () => {
    aws.secrets.set('prod/mesh', 'the-first-value');
    const source = await open({ TRIAL_KEY_REF: 'aws:prod/mesh' });
    const looks: SecretLook[] = [];
    source.onSecretLook((look) => looks.push(look));
    return { live: source.live(Sample, 'TRIAL_KEY'), looks };
  };

  it('is fetched with a signed request before the configuration is checked', async () => {
    aws.secrets.set('prod/mesh', 'kept-by-amazon\n');
    const source = await open({ TRIAL_KEY_REF: 'aws:prod/mesh' });
    expect(source.read(Sample)).toEqual({ TRIAL_KEY: 'kept-by-amazon', TRIAL_COUNT: 1 });
    expect(aws.asked).toEqual(['prod/mesh']);
  });

  it('may be one field of a secret with several, and is named by an ARN as well', async () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/mesh-AbCdEf';
    aws.secrets.set(arn, JSON.stringify({ password: 'of-the-database', count: 7 }));
    const source = await open({ TRIAL_PASSWORD_REF: `aws:${arn}#password`, TRIAL_COUNT_REF: `aws:${arn}#count` });
    expect(source.read(Sample)).toEqual({ TRIAL_PASSWORD: 'of-the-database', TRIAL_COUNT: 7 });
  });

  it('is outranked by a value and by a file of the same place, and not asked for then', async () => {
    const source = await open({ TRIAL_KEY: 'from-the-environment', TRIAL_KEY_REF: 'aws:prod/mesh' });
    expect(source.read(Sample).TRIAL_KEY).toBe('from-the-environment');
    expect(aws.asked).toEqual([]);
  });

  it('is a fault by the name of its variable, beside all others, when it cannot be had or used', async () => {
    aws.secrets.set('text', 'canary-no-json');
    aws.secrets.set('short', 'canary');
    const faults = async (key: string, password: string) =>
      faultsOf(await open({ TRIAL_KEY_REF: key, TRIAL_PASSWORD_REF: password, TRIAL_COUNT: 'many' }));
    expect(await faults('aws:nowhere', 'aws:text#field')).toEqual([
      'TRIAL_KEY_REF: aws does not give the secret (ResourceNotFoundException)',
      'TRIAL_PASSWORD_REF: the secret is no JSON object',
      'TRIAL_COUNT: is missing or not a valid number',
    ]);
    const [short, form] = await faults('aws:short', 'vault:other');
    expect(short).toBe('TRIAL_PASSWORD_REF: must be <manager>:<id> or <manager>:<id>#<field>, of aws, azure, gcp');
    expect(form).toBe('TRIAL_KEY: must be at least 8');
  });

  it('is a fault within the time that is set when nobody answers', async () => {
    aws.trouble = 'silent';
    const source = await open({ TRIAL_KEY_REF: 'aws:prod/mesh', SECRETS_TIMEOUT_MS: '50' });
    expect(faultsOf(source)).toEqual([expect.stringMatching(/^TRIAL_KEY_REF: aws does not give the secret \(\w+\)$/)]);
  });

  it('is looked up again when it is old, and a rotated one is used from then on', async () => {
    const { live, looks } = await opened();
    expect(await live.value()).toBe('the-first-value');
    aws.secrets.set('prod/mesh', 'the-second-value');
    await waitFor('the rotated value', async () => (await live.value()) === 'the-second-value');
    expect(live.latest).toBe('the-second-value');
    expect(looks).toEqual([{ variable: 'TRIAL_KEY', outcome: 'changed' }]);
  });

  it('is not looked up again before it is old', async () => {
    aws.secrets.set('prod/mesh', 'the-first-value');
    const source = await open({ TRIAL_KEY_REF: 'aws:prod/mesh', SECRETS_REFRESH_MS: '3600000' });
    const live = source.live(Sample, 'TRIAL_KEY');
    for (let use = 0; use < 20; use += 1) await live.value();
    expect(aws.asked).toHaveLength(1);
  });

  it('is looked up once for all who need it at the same moment', async () => {
    const { live } = await opened();
    await Promise.all(Array.from({ length: 20 }, () => live.refresh()));
    expect(aws.asked).toHaveLength(2);
  });

  it('stays the last good one while the manager is away, until it is back', async () => {
    const { live, looks } = await opened();
    aws.trouble = 'failing';
    await waitFor('a look that fails', async () => (await live.value()) !== undefined && looks.length > 0);
    expect(live.latest).toBe('the-first-value');
    expect(looks[0]).toEqual({ variable: 'TRIAL_KEY', outcome: 'failed', code: 'SECRET_UNAVAILABLE' });
    aws.trouble = 'none';
    aws.secrets.set('prod/mesh', 'the-second-value');
    await waitFor('the manager to be asked again', async () => (await live.value()) === 'the-second-value');
  });

  it('stays the last good one when the new one is refused by the configuration, which says no word of it', async () => {
    const { live, looks } = await opened();
    aws.secrets.set('prod/mesh', 'canary');
    expect(await live.refresh()).toBe('the-first-value');
    expect(looks).toEqual([{ variable: 'TRIAL_KEY', outcome: 'failed', code: 'SECRET_NOT_VALID' }]);
  });
});

describe('a secret that lies in a file', () => {
  it('is read again when it is old: mounted secrets change under running pods', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mesh-secret-'));
    const file = path.join(folder, 'key');
    writeFileSync(file, 'the-first-value\n');
    const source = await ConfigSource.open({ ...QUICK, TRIAL_KEY_FILE: file });
    const live = source.live(Sample, 'TRIAL_KEY');
    expect(await live.value()).toBe('the-first-value');
    writeFileSync(file, 'the-second-value\n');
    await waitFor('the new content', async () => (await live.value()) === 'the-second-value');
    rmSync(folder, { recursive: true });
    expect(await live.refresh()).toBe('the-second-value');
  });
});

describe('a manager that cannot be asked', () => {
  class Away extends SecretManager {
    readonly name = 'away';

    constructor(private readonly fault: Error) {
      super();
    }

    read(): Promise<string> {
      return Promise.reject(this.fault);
    }
  }

  it.each([
    [Object.assign(new Error('canary'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    [Object.assign(new Error('canary'), { name: 'AccessDenied' }), 'AccessDenied'],
    [Object.assign(new Error('canary'), { name: 'not a word: canary' }), 'Error'],
  ])('is a fault that says how, and nothing else of what it was told (%#)', async (fault, kind) => {
    const source = new ConfigSource({ TRIAL_KEY_REF: 'away:key' }, {}, {}, [new Away(fault)]);
    await source.fetchSecrets([Sample]);
    expect(faultsOf(source)).toEqual([`TRIAL_KEY_REF: away does not give the secret (${kind})`]);
  });
});

describe('a manager whose package is not installed', () => {
  it.each([
    ['azure:https://vault.vault.azure.net/secrets/key', '@azure/keyvault-secrets'],
    ['gcp:projects/p/secrets/key', '@google-cloud/secret-manager'],
  ])('%s is a fault that says what to install', async (reference, name) => {
    const source = await ConfigSource.open({ ...QUICK, TRIAL_KEY_REF: reference });
    expect(faultsOf(source)).toEqual([`TRIAL_KEY_REF: needs a package that is not installed: npm install ${name}`]);
  });
});
