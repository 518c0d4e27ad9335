import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigSource } from './config-source';
import { ConfigModule, provideConfig } from './config.module';
import { declaredConfig, defineConfig, port, secret } from './define-config';
import { MeshConfig } from './mesh-config';

const Area = defineConfig('area-of-a-test', { AREA_PORT: port().default(1), AREA_SECRET: secret().optional() });

@Module({ providers: [provideConfig(Area)], exports: [Area.token] })
class AreaModule {}

const start = (environment: Record<string, string>) =>
  Test.createTestingModule({ imports: [ConfigModule.forRoot(new ConfigSource(environment)), AreaModule] }).compile();

describe('a module with configuration', () => {
  it('is given the validated values of its area', async () => {
    const app = await start({ AREA_PORT: '4711' });
    expect(app.get(Area.token, { strict: false })).toEqual({ AREA_PORT: 4711, AREA_SECRET: undefined });
  });

  it('does not start on a value that is not valid', async () => {
    await expect(start({ AREA_PORT: 'x' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('the declared configuration', () => {
  it('lists every area that was loaded, once', () => {
    defineConfig('area-of-a-test', Area.shape);
    const areas = declaredConfig().map(({ area }) => area);
    expect(areas).toEqual(expect.arrayContaining(['mesh', 'area-of-a-test']));
    expect(new Set(areas).size).toBe(areas.length);
  });

  it('describes every variable of the mesh, and marks the secret ones', () => {
    for (const [name, schema] of Object.entries(MeshConfig.shape)) {
      expect(`${name}: ${schema.description ?? ''}`).toMatch(/: \S/);
    }
  });

  it('has defaults with which a service of the mesh starts', () => {
    expect(new ConfigSource({}).read(MeshConfig)).toMatchObject({ MESH_PROFILE: 'embedded', PORT: 8080 });
  });
});
