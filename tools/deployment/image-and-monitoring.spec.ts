import { type Deployment, readDeployment } from './test/read-deployment';

const RULES = 'prometheus/rules/mesh.yml';
const SCRAPES = 'prometheus/prometheus.yml';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await readDeployment();
});

const refused = (file: string, text: string | RegExp, replacement: string, rule: string, message: RegExp): void => {
  expect(deployment.brokenBy(file, text, replacement)).toContainEqual(
    expect.objectContaining({ rule, message: expect.stringMatching(message) }),
  );
};

describe('an image', () => {
  it.each([
    ['of root', 'Dockerfile', 'USER 10001:10001', 'USER node', /USER/],
    ['on a floating base', 'Dockerfile', /node:20[^\n]*/, 'node:latest', /exact version/],
    ['whose first process is a shell', 'Dockerfile', 'ENTRYPOINT ["node"]', 'ENTRYPOINT node', /ENTRYPOINT/],
    ['without the stage that is asked for', 'Dockerfile', 'AS runtime', 'AS run', /no stage runtime/],
    ['that copies from nowhere', 'Dockerfile', '--from=packages', '--from=modules', /modules, no stage/],
    ['that copies what is not there', 'Dockerfile', 'COPY prompts prompts', 'COPY prompt prompts', /prompt, which/],
    [
      'without what is run',
      'Dockerfile',
      'COPY --from=build /build/dist/apps dist/apps\n',
      '',
      /triage\/src\/main\.js is not in/,
    ],
    ['without its port', 'Dockerfile', 'EXPOSE 8080 9090', 'EXPOSE 8080', /9090/],
    ['whose build is not given a file', '.dockerignore', '!prompts\n', '', /leaves out prompts/],
    ['of another version', 'docker-compose.yml', 'MESH_VERSION:-0.1.0', 'MESH_VERSION:-0.0.9', /this is version/],
  ])('%s is refused', (_what, file, text, replacement, message) => refused(file, text, replacement, 'image', message));
});

describe('monitoring', () => {
  it.each([
    [
      'that alerts on a metric nobody writes',
      RULES,
      'mesh_dlq_messages_total',
      'mesh_dead_total',
      'metric',
      /mesh_dead_total/,
    ],
    [
      'that asks for a label nobody sets',
      RULES,
      'by (service, reason)',
      'by (service, cause)',
      'metric',
      /no label cause/,
    ],
    ['that matches a label nobody sets', RULES, 'status=~"5.."', 'code=~"5.."', 'metric', /no label code/],
    [
      'that draws a metric nobody writes',
      'grafana/dashboards/pipeline.json',
      'mesh_jobs_open',
      'mesh_jobs',
      'metric',
      /mesh_jobs/,
    ],
    ['that forgets a service', SCRAPES, 'triage, ', '', 'scrape', /does not ask triage/],
    ['that asks at the public port', SCRAPES, 'port: 9090', 'port: 8080', 'scrape', /8080/],
  ])('%s is refused', (_what, file, text, replacement, rule, message) =>
    refused(file, text, replacement, rule, message),
  );
});
