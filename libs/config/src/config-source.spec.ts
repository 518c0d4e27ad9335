import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { ConfigError, ConfigSource } from './config-source';
import { defineConfig, flag, milliseconds, port, secret } from './define-config';

const Sample = defineConfig('sample', {
  SAMPLE_PORT: port().default(8080),
  SAMPLE_LEVEL: z.enum(['low', 'high']).default('low'),
  SAMPLE_WAIT_MS: milliseconds().min(10).default(500),
  SAMPLE_ENABLED: flag().default(true),
  SAMPLE_URL: z.url().optional(),
  SAMPLE_POINT: z.templateLiteral([z.enum(['start', 'end']), ':', z.number()]).optional(),
  SAMPLE_SECRET: secret().min(8),
});
const Other = defineConfig('other', { OTHER_COUNT: z.coerce.number().int().min(1) });
const VALID = { SAMPLE_SECRET: 'long-enough-secret' };

function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('configuration', () => {
  let folder: string;
  const file = (name: string, content: string): string => {
    const location = path.join(folder, name);
    writeFileSync(location, content);
    return location;
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mesh-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the environment over the file over the defaults', () => {
    const source = new ConfigSource({ ...VALID, SAMPLE_PORT: '1' }, { SAMPLE_PORT: '2', SAMPLE_LEVEL: 'high' });
    expect(source.read(Sample)).toMatchObject({ SAMPLE_PORT: 1, SAMPLE_LEVEL: 'high', SAMPLE_WAIT_MS: 500 });
  });

  it('takes an empty value as unset', () => {
    const source = new ConfigSource(
      { ...VALID, SAMPLE_PORT: '', SAMPLE_URL: '' },
      { SAMPLE_PORT: '2', SAMPLE_LEVEL: '' },
    );
    expect(source.read(Sample)).toMatchObject({ SAMPLE_PORT: 2, SAMPLE_LEVEL: 'low' });
  });

  it.each([
    ['true', true],
    ['1', true],
    ['on', true],
    ['false', false],
    ['0', false],
    ['no', false],
  ])('reads the flag %s', (text, value) => {
    expect(new ConfigSource({ ...VALID, SAMPLE_ENABLED: text }).read(Sample).SAMPLE_ENABLED).toBe(value);
  });

  it('cannot be changed once it is read', () => {
    expect(Object.isFrozen(new ConfigSource(VALID).read(Sample))).toBe(true);
  });

  it('names every fault of every area at once', () => {
    const source = new ConfigSource({
      SAMPLE_PORT: '70000',
      SAMPLE_LEVEL: 'middling',
      SAMPLE_WAIT_MS: '5',
      SAMPLE_ENABLED: 'perhaps',
      SAMPLE_URL: 'nowhere',
      SAMPLE_POINT: 'middle:1',
      SAMPLE_SECRET: 'short',
      OTHER_COUNT: 'many',
    });
    const faults = faultsOf(() => source.check([Sample, Other]));
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([...Object.keys(Sample.shape), 'OTHER_COUNT']);
    expect(faults).toContain('SAMPLE_LEVEL: must be one of low, high');
    expect(faults).toContain('SAMPLE_PORT: must be at most 65535');
    expect(faultsOf(() => source.read(Sample))).toHaveLength(7);
  });

  it('names what is missing', () => {
    expect(faultsOf(() => new ConfigSource({}).read(Sample))).toEqual([
      'SAMPLE_SECRET: is missing or not a valid string',
    ]);
  });

  it('never shows a value, whatever is wrong with it', () => {
    const names = [...Object.keys(Sample.shape), ...Object.keys(Other.shape)];
    const canary = fc.stringMatching(/^[a-z0-9]{4,20}$/).map((text) => `canary-${text}`);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), canary, (chosen, value) => {
        const source = new ConfigSource(Object.fromEntries(chosen.map((name) => [name, value])));
        const faults = faultsOf(() => source.check([Sample, Other]));
        expect(faults.join('\n')).not.toContain(value);
        expect(new ConfigError(faults).message).not.toContain(value);
        for (const name of chosen.filter((one) => one !== 'SAMPLE_SECRET')) {
          expect(faults.filter((fault) => fault.startsWith(`${name}:`))).toHaveLength(1);
        }
      }),
    );
  });

  describe('from a file beside a variable', () => {
    it('takes the content of the file that NAME_FILE names, without the line end', () => {
      const source = new ConfigSource({ SAMPLE_SECRET_FILE: file('secret', 'from-a-mounted-file\n') });
      expect(source.read(Sample).SAMPLE_SECRET).toBe('from-a-mounted-file');
    });

    it('takes NAME over NAME_FILE of the same place', () => {
      const source = new ConfigSource({ ...VALID, SAMPLE_SECRET_FILE: file('secret', 'from-a-mounted-file') });
      expect(source.read(Sample).SAMPLE_SECRET).toBe(VALID.SAMPLE_SECRET);
    });

    it('takes NAME_FILE of the environment over NAME of the file', () => {
      const source = new ConfigSource({ SAMPLE_SECRET_FILE: file('secret', 'from-a-mounted-file') }, VALID);
      expect(source.read(Sample).SAMPLE_SECRET).toBe('from-a-mounted-file');
    });

    it('takes an empty file as unset', () => {
      const source = new ConfigSource({ SAMPLE_SECRET_FILE: file('secret', ' \n') });
      expect(faultsOf(() => source.read(Sample))).toEqual(['SAMPLE_SECRET: is missing or not a valid string']);
    });

    it('names the variable of a file that cannot be read, beside all other faults', () => {
      const source = new ConfigSource({ SAMPLE_SECRET_FILE: path.join(folder, 'absent'), SAMPLE_PORT: 'x' });
      const faults = faultsOf(() => source.read(Sample));
      expect(faults).toHaveLength(2);
      expect(faults).toEqual(
        expect.arrayContaining([
          'SAMPLE_SECRET_FILE: the file cannot be read',
          expect.stringMatching(/^SAMPLE_PORT: is missing or not a valid number$/),
        ]),
      );
      expect(faults.join()).not.toContain(folder);
    });
  });

  describe('from the file that MESH_CONFIG names', () => {
    it('takes texts, numbers and switches', async () => {
      const json = JSON.stringify({ SAMPLE_SECRET: 'from-the-json-file', SAMPLE_PORT: 9, SAMPLE_ENABLED: false });
      const source = await ConfigSource.open({ MESH_CONFIG: file('mesh.json', json), SAMPLE_LEVEL: 'high' });
      expect(source.read(Sample)).toMatchObject({ SAMPLE_PORT: 9, SAMPLE_ENABLED: false, SAMPLE_LEVEL: 'high' });
    });

    it.each([
      ['no JSON', 'SAMPLE_PORT=9'],
      ['a list', '[1]'],
      ['a nested value', '{"SAMPLE_PORT": {"http": 9}}'],
      ['a null', '{"SAMPLE_PORT": null}'],
    ])('refuses %s', async (_what, content) => {
      await expect(ConfigSource.open({ MESH_CONFIG: file('mesh.json', content) })).rejects.toMatchObject({
        faults: ['MESH_CONFIG: the file cannot be read as a JSON object of plain values'],
      });
    });

    it('refuses a file that is not there', async () => {
      await expect(ConfigSource.open({ MESH_CONFIG: path.join(folder, 'absent') })).rejects.toThrow(ConfigError);
    });
  });
});
