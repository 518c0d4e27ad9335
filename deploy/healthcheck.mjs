// Whether the process beside this one is ready, by exit code; for engines that cannot ask over HTTP themselves.
const port = process.env.MANAGEMENT_PORT ?? '9090';

try {
  const { status } = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4_000) });
  process.exit(status === 200 ? 0 : 1);
} catch {
  process.exit(1);
}
