import { ConfigModule, ConfigSource } from '@mesh/config';
import { Logger, Metrics, ObservabilityModule } from '@mesh/observability';
import { ModelCounterpart, SecretsManagerCounterpart } from '@mesh/testing';
import { Test } from '@nestjs/testing';
import { LanguageModel } from './language-model.port';
import { LlmConfig } from './llm.config';
import { LlmModule } from './llm.module';
import { GREEN, aQuestion, never } from '../test/asked-models';

describe('the key of a model provider that lies in a secret manager', () => {
  const server = new ModelCounterpart();
  const aws = new SecretsManagerCounterpart();
  const others = new Map<string, string | undefined>();
  beforeAll(async () => {
    await Promise.all([server.start(), aws.start()]);
    for (const [name, value] of Object.entries(aws.environment)) {
      others.set(name, process.env[name]);
      process.env[name] = value;
    }
  });
  afterAll(async () => {
    for (const [name, value] of others) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    aws.stop();
    await server.stop();
  });

  it('is used as it is now: after a rotation the next question goes out with the new one', async () => {
    server.answering = () => GREEN;
    aws.secrets.set('mesh/openai', 'key-before');
    const source = await ConfigSource.open({
      OPENAI_BASE_URL: server.url,
      OPENAI_API_KEY_REF: 'aws:mesh/openai',
      SECRETS_REFRESH_MS: '10',
    });
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(source),
        ObservabilityModule.forService(Logger.silent(), new Metrics('triage', { withProcess: false })),
        LlmModule,
      ],
    }).compile();
    const model = module.get(LanguageModel);
    await model.complete(aQuestion(), never);
    aws.secrets.set('mesh/openai', 'key-after');
    await source.live(LlmConfig, 'OPENAI_API_KEY').refresh();
    await model.complete(aQuestion(), never);
    expect(server.authorizations).toEqual(['Bearer key-before', 'Bearer key-after']);
    await module.close();
  });
});
