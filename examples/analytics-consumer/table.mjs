const seconds = (milliseconds) => (milliseconds === null ? '' : `${(milliseconds / 1000).toFixed(1)} s`);
const share = (part, whole) => (whole === 0 ? '' : `${((100 * part) / whole).toFixed(0)} %`);

/** The totals for people. */
export function table({ volumes, outcomes, approvals, feedback, funnel }) {
  const rows = funnel.map(({ stage, tickets, medianMs }) => [
    stage.padEnd(18),
    String(tickets).padStart(7),
    share(tickets, volumes.created).padStart(7),
    seconds(medianMs).padStart(9),
  ]);
  const reasons = Object.entries(outcomes.handedOver).map(([reason, count]) => `${reason} ${count}`);
  return [
    `${'stage'.padEnd(18)}tickets  share   median`,
    ...rows.map((row) => row.join('')),
    '',
    `now: resolved ${volumes.resolved}, awaiting approval ${volumes.awaitingApproval}, with a person ${volumes.withPerson}, closed ${volumes.closed}, under way ${volumes.working}`,
    `handed over: ${reasons.join(', ') || 'none'}`,
    `approvals: ${approvals.requested} asked for, ${approvals.decided} decided; feedback: ${feedback.given}, solved ${feedback.solved}`,
    '',
  ].join('\n');
}
