import { type Answered, ResponseCheck } from './response-check';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const problem = { content: { 'application/problem+json': { schema: { type: 'object', required: ['code'] } } } };
const check = new ResponseCheck({
  paths: {
    '/v1/things/{id}': { get: { responses: { 200: json({ $ref: '#/components/schemas/Thing' }), default: problem } } },
    '/v1/things/newest': { get: { responses: { 200: json({ type: 'string' }), 204: {}, default: problem } } },
  },
  components: { schemas: { Thing: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } } },
});

const answered = (more: Partial<Answered>): Answered => ({
  method: 'GET',
  path: '/v1/things/7',
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: '{"id":"7"}',
  ...more,
});

describe('an answer and its document', () => {
  it.each([
    ['what is documented', {}],
    ['a problem', { status: 418, contentType: 'application/problem+json', body: '{"code":"TEA"}' }],
    ['the path of plain words before the one with a parameter', { path: '/v1/things/newest', body: '"7"' }],
    ['nothing where nothing is documented', { path: '/v1/things/newest', status: 204, body: '', contentType: '' }],
    ['a refusal at an address that is not there', { path: '/v1/nothing', status: 404, body: '' }],
  ])('agree on %s', (_what, more) => {
    expect(check.faultsOf(answered(more))).toEqual([]);
  });

  it.each([
    ['another form', { body: '{"id":7}' }, ['/id must be string']],
    ['a missing part', { body: '{}' }, [" must have required property 'id'"]],
    ['another status', { status: 202 }, ['the status 202 is not documented']],
    ['another type', { contentType: 'text/plain' }, ['the type text/plain is not documented']],
    [
      'a problem of another form',
      { status: 500, contentType: 'application/problem+json', body: '{}' },
      [" must have required property 'code'"],
    ],
    ['a body where there is none', { path: '/v1/things/newest', status: 204 }, ['a body with 204 is not documented']],
    ['an operation that is not there', { method: 'POST' }, ['no such operation']],
    ['an address that is not there', { path: '/v1/nothing' }, ['no such operation']],
  ])('differ in %s', (_what, more, faults) => {
    expect(check.faultsOf(answered(more))).toEqual(faults);
  });
});
