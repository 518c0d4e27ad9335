import { ToolServerCounterpart } from '@mesh/testing';
import { AddressRules } from './address-rules';
import { Fetcher } from './guarded-fetch';

const PEER = { codes: 'MCP', name: 'tool server' };
const refused = { code: 'MCP_ADDRESS_REFUSED' };

describe('F67: the address of a tool server', () => {
  it.each([
    'https://169.254.169.254/latest',
    'https://localhost:99999/mcp',
    'https://127.0.0.1/mcp',
    'https://2130706433/mcp',
    'https://0x7f.1/mcp',
    'https://0177.0.0.1/mcp',
    'https://[::1]/mcp',
    'https://[::ffff:169.254.169.254]/mcp',
    'https://[fd00::1]/mcp',
    'https://10.0.0.8/mcp',
    'https://100.64.0.1/mcp',
    'https://0.0.0.0/mcp',
    'https://user:secret@tools.example.com/mcp',
    'http://tools.example.com/mcp',
    'ftp://tools.example.com/mcp',
    'file:///etc/passwd',
    'not an address',
  ])('may not be %s', (address) => {
    expect(() => new AddressRules(PEER).check(address)).toThrow(expect.objectContaining(refused) as Error);
  });

  it('may be a public one, or one that the operator named with its port', () => {
    expect(new AddressRules(PEER).check('https://tools.example.com/mcp').host).toBe('tools.example.com');
    const rules = new AddressRules(PEER, ['10.0.0.8:8080', 'crm.internal:80', '169.254.169.254:80']);
    expect(rules.check('http://10.0.0.8:8080/mcp').port).toBe('8080');
    expect(rules.check('http://crm.internal/mcp').host).toBe('crm.internal');
    for (const other of ['http://10.0.0.8:6379/', 'http://169.254.169.254/', 'http://crm.internal:81/'])
      expect(() => rules.check(other)).toThrow(expect.objectContaining(refused) as Error);
  });

  it.each(['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1'])(
    'is checked again when it is connected to: a public name that leads to %s opens no connection',
    async (address) => {
      const server = await new ToolServerCounterpart().start();
      const family = address.includes(':') ? 6 : 4;
      const rules = new AddressRules(PEER, [], () => Promise.resolve([{ address, family }]));
      const fetcher = new Fetcher(rules, 1_000);
      const url = `https://rebound.example.com:${server.host.split(':')[1] ?? ''}/mcp`;
      const fault: unknown = await fetcher
        .open()
        .fetch(url, { method: 'POST' })
        .catch((error: unknown) => error);
      expect(fault).toMatchObject({ cause: refused });
      expect(server.connections).toBe(0);
      await fetcher.close();
      await server.stop();
    },
  );
});
