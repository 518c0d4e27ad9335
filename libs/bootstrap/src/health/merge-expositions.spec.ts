import { mergeExpositions } from './merge-expositions';

describe('the measurements of several services in one process', () => {
  it('stand together per metric, under one description', () => {
    const text = (service: string) => `# HELP a_total A\n# TYPE a_total counter\na_total{service="${service}"} 1\n`;
    expect(mergeExpositions([text('x'), `${text('y')}\n# TYPE b gauge\nb 2\n`])).toBe(
      '# HELP a_total A\n# TYPE a_total counter\na_total{service="x"} 1\na_total{service="y"} 1\n# TYPE b gauge\nb 2\n',
    );
  });
});
