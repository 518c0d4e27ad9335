import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type RunningMesh, startMesh } from '../../../tools/running-mesh/start-mesh';
import { submit, untilResting } from '../../../tools/running-mesh/tickets';

jest.setTimeout(120_000);

const CANARY = 'zanzibarpelican';

describe("a customer's words", () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh({ environment: { LOG_LEVEL: 'debug' } });
  });

  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
  });

  it('appear in no fact, no log line and no metric', async () => {
    const bodies = [
      `How do I reset my password? ${CANARY}`,
      `I want my money back, please refund the ${CANARY}.`,
      `${CANARY}: let me talk to a human`,
      `Which ${CANARY} shows the rings of Saturn best?`,
    ];
    const ids = await Promise.all(
      bodies.map((body, index) =>
        submit(
          mesh.client,
          {
            subject: `About ${CANARY}`,
            body,
            customer: { email: `${CANARY}${index}@example.com`, name: `${CANARY} Smith` },
            metadata: { note: CANARY },
          },
          `canary-${index}`,
        ),
      ),
    );
    for (const id of ids) {
      expect(await untilResting(mesh.client, id, 60_000)).toBeDefined();
      const timeline = JSON.stringify(await mesh.client.timeline(id));
      expect(timeline.length).toBeGreaterThan(200);
      expect(timeline.toLowerCase()).not.toContain(CANARY);
    }
    const metrics = await (await fetch(`${mesh.managementUrl}/metrics`)).text();
    expect(metrics).toContain('mesh_events_consumed_total');
    expect(metrics.toLowerCase()).not.toContain(CANARY);
    const logFile = path.join(mesh.dataDir, 'mesh.log');
    const logs = mesh.output() + (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
    expect(logs.length).toBeGreaterThan(200);
    expect(logs.toLowerCase()).not.toContain(CANARY);
  });
});
