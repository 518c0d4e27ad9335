import { MessagingRuntime } from '@mesh/messaging';
import { SwitchableHealth } from '../../test/sample-service';
import { type Sample, startSample } from '../../test/start-sample';

interface Ready {
  readonly status: string;
  readonly details: Record<string, { status: string; code?: string; degraded?: string }>;
  readonly services: Record<string, string>;
}

describe('the health of a service', () => {
  let sample: Sample;
  beforeEach(async () => {
    sample = await startSample();
  });
  afterEach(() => sample.stop());

  const ready = async () => {
    const response = await fetch(`${sample.url}/health/ready`);
    return { status: response.status, body: (await response.json()) as Ready };
  };

  it('is ready when the database answers both roles and messages are worked on', async () => {
    const { status, body } = await ready();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', services: { triage: 'ready' } });
    expect(Object.keys(body.details).sort()).toEqual(['database', 'messaging', 'schema', 'service', 'switch']);
  });

  it('is not ready, but alive, when a part of it says so; the reason is a code', async () => {
    sample.service.app.get(SwitchableHealth, { strict: false }).well = false;
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body.details['switch']).toEqual({ status: 'down', code: 'SWITCHED_OFF' });
    expect(body.services['triage']).toBe('not ready: switch');
    expect(JSON.stringify(body)).not.toContain('internal words');
    expect((await fetch(`${sample.url}/health/live`)).status).toBe(200);
  });

  it('does not live when a part of it can only be helped by a restart; the reason is a code', async () => {
    sample.service.app.get(SwitchableHealth, { strict: false }).alive = false;
    const response = await fetch(`${sample.url}/health/live`);
    expect(response.status).toBe(503);
    const services = { triage: { switch: { status: 'down', code: 'SWITCHED_DEAD' } } };
    expect(await response.json()).toEqual({ status: 'error', details: {}, services });
  });

  it('stays ready, and says what is degraded, when others can go on without the part in trouble', async () => {
    Object.assign(sample.service.app.get(SwitchableHealth, { strict: false }), { well: false, alone: true });
    const { status, body } = await ready();
    expect(status).toBe(200);
    expect(body.details['switch']).toEqual({ status: 'up', degraded: 'SWITCHED_OFF' });
  });

  it('is not ready once messages have stopped', async () => {
    await sample.service.app.get(MessagingRuntime, { strict: false }).stop();
    expect((await ready()).body.details['messaging']).toMatchObject({ status: 'down', code: 'MESSAGING_STOPPED' });
  });

  it('shows its measurements in the text format', async () => {
    await ready();
    const text = await (await fetch(`${sample.url}/metrics`)).text();
    expect(text).toMatch(/# TYPE http_server_request_duration_seconds histogram/);
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{.*service="triage".*route="\/health\/ready".*\} 1/,
    );
  });
});
