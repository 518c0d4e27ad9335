import { MeshConfig, flag, milliseconds, secret } from '@mesh/config';
import { z } from 'zod';
import { exampleOf, groupsOf, tableOf } from './configuration';

const AREA = {
  area: 'sample',
  shape: {
    SAMPLE_MODE: z.enum(['slow', 'fast']).default('slow').describe('How | fast'),
    SAMPLE_WAIT_MS: milliseconds().min(10).default(500).describe('How long'),
    SAMPLE_CHECK: flag().default(true).describe('Whether to check'),
    SAMPLE_KEY: secret().min(16).optional().describe('Opens the door'),
    SAMPLE_URL: secret().describe('Where it is'),
  },
};

describe('the documents of the configuration', () => {
  it('know name, default, choices, meaning and secrecy of every variable', () => {
    const [group] = groupsOf([AREA]);
    expect(group?.variables).toEqual([
      {
        name: 'SAMPLE_MODE',
        fallback: 'slow',
        required: false,
        meaning: 'How | fast',
        choices: ['slow', 'fast'],
        secret: false,
      },
      { name: 'SAMPLE_WAIT_MS', fallback: '500', required: false, meaning: 'How long', choices: [], secret: false },
      {
        name: 'SAMPLE_CHECK',
        fallback: 'true',
        required: false,
        meaning: 'Whether to check',
        choices: [],
        secret: false,
      },
      {
        name: 'SAMPLE_KEY',
        fallback: undefined,
        required: false,
        meaning: 'Opens the door',
        choices: [],
        secret: true,
      },
      { name: 'SAMPLE_URL', fallback: undefined, required: true, meaning: 'Where it is', choices: [], secret: true },
    ]);
  });

  it('list areas by name and a variable of two areas once', () => {
    const later = { area: 'z', shape: { SAMPLE_KEY: AREA.shape.SAMPLE_KEY } };
    expect(groupsOf([later, AREA]).map(({ area, variables }) => [area, variables.length])).toEqual([
      ['sample', 5],
      ['z', 0],
    ]);
  });

  it('know the keys of the mesh as secrets', () => {
    const [group] = groupsOf([MeshConfig]);
    const secrets = group?.variables.filter((variable) => variable.secret).map(({ name }) => name);
    expect(secrets).toEqual(['MESH_ADMIN_KEY', 'INTERNAL_TOKEN_SECRET']);
  });

  it('show a row per variable', () => {
    const lines = tableOf(groupsOf([AREA])).split('\n');
    expect(lines).toContain('| `SAMPLE_MODE` | `slow` | How \\| fast (slow, fast) |  |');
    expect(lines).toContain('| `SAMPLE_URL` | required | Where it is | yes |');
    expect(lines).toContain('| `SAMPLE_KEY` |  | Opens the door | yes |');
  });

  it('offer every variable, none of them set', () => {
    const lines = exampleOf(groupsOf([AREA])).split('\n');
    expect(lines).toEqual(expect.arrayContaining(['#SAMPLE_MODE=slow', '#SAMPLE_KEY=', '# Where it is (required)']));
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});
