/** Each library may import those of the rows above its own, never its neighbours. */
const ROWS = [
  ['contracts', 'kernel', 'text'],
  ['config', 'egress'],
  ['observability'],
  ['persistence'],
  ['messaging'],
  ['memory', 'jobs', 'llm', 'mcp'],
  ['agents'],
  ['bootstrap'],
];

const TEST = '(spec\\.ts$|/test/|^libs/testing/)';
const TESTING_LIB = '^libs/testing/';

/** Each SDK has few homes: [name, packages, the files that may import them]. */
const HOMES = [
  ['kafka', 'kafkajs', '^libs/messaging/'],
  ['microservices', '@nestjs/microservices', '^(libs/(messaging|bootstrap)/|apps/[^/]+/src/main\\.ts$)'],
  ['openai', 'openai', '^libs/llm/'],
  ['secret-managers', '(@aws-sdk|@azure|@google-cloud)/[^/]+', '^libs/config/src/secrets/'],
  ['feature-flags', '@openfeature/[^/]+', '^libs/bootstrap/src/feature-flags/'],
  ['jose', 'jose', '^(libs/bootstrap/src/internal|apps/gateway/src/identity)/'],
  ['mcp', '@modelcontextprotocol/sdk', '^libs/mcp/'],
  ['bull', '(bull|@nestjs/bull|@nestjs/bull-shared)', '^libs/jobs/'],
  ['qdrant', '@qdrant/[^/]+', '^libs/memory/'],
  ['prometheus', 'prom-client', '^libs/observability/'],
  ['redis', 'ioredis', '/redis-[^/]+\\.ts$'],
  ['postgres', '(pg|typeorm)', '(^libs/persistence/|/pg-[^/]+\\.ts$|/migrations/)'],
];

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const libs = (names) => `^libs/(${names.join('|')})/`;

const direction = ROWS.flatMap((row, level) =>
  row.map((lib) => {
    const allowed = [lib, ...ROWS.slice(0, level).flat()];
    return error(
      `direction-of-${lib}`,
      `libs/${lib} may import only ${allowed.slice(1).join(', ') || 'no other library'}.`,
      { path: `^libs/${lib}/`, pathNot: TEST },
      { path: '^libs/', pathNot: [libs(allowed), TESTING_LIB] },
    );
  }),
);

const homes = HOMES.map(([name, sdk, home]) =>
  error(
    `home-of-${name}`,
    `Only its home (${home}) may import ${sdk}.`,
    { path: '^(libs|apps)/', pathNot: [home, TESTING_LIB] },
    { path: `^node_modules/(@types/)?${sdk}/` },
  ),
);

module.exports = {
  forbidden: [
    ...direction,
    ...homes,
    error(
      'client-stands-alone',
      'libs/client imports no other library.',
      { path: '^libs/client/', pathNot: TEST },
      { path: '^libs/', pathNot: '^libs/client/' },
    ),
    error('libraries-import-no-app', 'Libraries stand below the apps.', { path: '^libs/' }, { path: '^apps/' }),
    error(
      'apps-import-no-app',
      'Apps meet in contracts; apps/standalone alone imports them.',
      { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    error(
      'testing-only-from-tests',
      'libs/testing is for tests (*spec.ts, test/).',
      { path: '^(libs|apps)/', pathNot: TEST },
      { path: TESTING_LIB },
    ),
    error(
      'nothing-imports-a-test',
      'A test is imported by nothing but tests.',
      { pathNot: TEST },
      { path: '(spec\\.ts$|/test/)', pathNot: '^node_modules/' },
    ),
    error(
      'one-door-from-another-library',
      'From outside, a library is its index.',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/[^/]+/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    ),
    error(
      'one-door-from-apps',
      'From outside, a library is its index.',
      { path: '^(apps|tools|evals|benchmarks)/' },
      { path: '^libs/[^/]+/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    ),
    error(
      'never-your-own-index',
      'Inside a library import the file itself.',
      { path: '^libs/([^/]+)/', pathNot: TEST },
      { path: '^libs/$1/src/index\\.ts$' },
    ),
    error('no-cycles', 'Imports form no circle.', {}, { circular: true }),
    error('everything-resolves', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    error(
      'declared-packages-only',
      'Packages are named in package.json.',
      { path: '^(libs|apps)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'], dependencyTypesNot: ['npm-peer'] },
    ),
    error(
      'no-dev-packages-at-run-time',
      'Development packages are for tests.',
      { path: '^(libs|apps)/', pathNot: TEST },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/dashboard)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types', 'default', 'import'],
    },
  },
};
