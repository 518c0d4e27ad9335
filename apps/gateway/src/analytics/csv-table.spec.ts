import { gateway } from '../gateway.service';
import { type Edge, startEdge } from '../http/test/start-edge';
import { type CsvTable, csvOf } from './csv-table';
import { AGENTS_TABLE, FUNNEL_TABLE } from './csv-tables';

const table: CsvTable<readonly string[]> = {
  name: 'names',
  columns: ['name', 'length'],
  rowsOf: (names) => names.map((name) => ({ name, length: name.length })),
};

describe('a table for spreadsheets', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])('F89: takes nothing for a formula: %j', (name) => {
    const [, cell = ''] = csvOf(table, [name]).split('\r\n');
    expect(cell).toMatch(/^"?'/);
  });

  it('keeps commas, quotes and line breaks inside their cell', () => {
    expect(csvOf(table, ['a, "b"\nc'])).toBe('name,length\r\n"a, ""b""\nc",8\r\n');
  });

  it('has its names even where there is nothing to tell', () => {
    const covered = { step: 'day', from: '', to: '', refreshedAt: null } as const;
    expect(csvOf(AGENTS_TABLE, { ...covered, items: [] })).toBe(
      'agent,model,promptVersion,tasks,meanMs,longestMs,costMicros,pass,revise,block\r\n',
    );
  });

  it('says of the funnel how many came how far', () => {
    const covered = { step: 'day', from: '', to: '', refreshedAt: null } as const;
    const outcomes = { confirmed: 0, assumed: 1, byPerson: 0 };
    const elsewhere = { handedOver: 0, withPerson: 0, awaitingApproval: 0, closed: 0 };
    const stages = [{ stage: 'created' as const, tickets: 2 }];
    expect(csvOf(FUNNEL_TABLE, { ...covered, stages, outcomes, elsewhere })).toBe('stage,tickets\r\ncreated,2\r\n');
  });
});

describe('figures over the API', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({}, gateway);
  }, 60_000);
  afterAll(() => edge.stop());

  it.each([
    ['funnel', 'stage,tickets\r\ncreated,0\r\n'],
    ['agents', 'agent,model,promptVersion,'],
    ['timeseries', 'startsAt,created,replied,'],
  ])('are a file of %s where somebody asks for one, and JSON for everybody else', async (name, beginning) => {
    const { headers, body } = await edge.ask('GET', `/v1/analytics/${name}?format=csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`);
    expect(String(body['text']).startsWith(beginning)).toBe(true);
    expect((await edge.ask('GET', `/v1/analytics/${name}`)).body).toHaveProperty('refreshedAt');
  });
});
