/** The way of a ticket, in order; a ticket that comes back passes stages again and still counts once. */
export const STAGES = ['received', 'triaged', 'researched', 'drafted', 'reviewed', 'decided', 'reply_sent', 'resolved'];

/** Where a ticket stands at the end, in the words of the API's summary. */
const ENDS = {
  resolved: 'resolved',
  closed: 'closed',
  with_person: 'withPerson',
  awaiting_approval: 'awaitingApproval',
};

/** What the facts say about all tickets so far. Facts must come once and in order. */
export class Funnel {
  #tickets = new Map();
  #handedOver = {};
  #approvals = { requested: 0, decided: 0 };
  #feedback = { given: 0, solved: 0 };

  add({ name, at, ticketId, data }) {
    const ticket = this.#ticket(ticketId);
    ticket.status = data.status;
    ticket.costMicros += data.costMicros ?? 0;
    if (!ticket.reached.has(name)) ticket.reached.set(name, at);
    this.#addDetails(ticket, name, data);
  }

  totals() {
    const tickets = [...this.#tickets.values()];
    const count = (is) => tickets.filter(is).length;
    const volumes = Object.fromEntries(
      Object.entries(ENDS).map(([status, name]) => [name, count((ticket) => ticket.status === status)]),
    );
    const ended = Object.values(volumes).reduce((sum, each) => sum + each, 0);
    return {
      volumes: {
        created: tickets.length,
        ...volumes,
        working: tickets.length - ended,
        byCategory: byCategory(tickets),
      },
      outcomes: {
        confirmed: count(({ outcome }) => outcome === 'confirmed'),
        assumed: count(({ outcome }) => outcome === 'assumed'),
        byPerson: count(({ outcome }) => outcome === 'by_person'),
        handedOver: this.#handedOver,
      },
      cost: { micros: tickets.reduce((sum, { costMicros }) => sum + costMicros, 0) },
      approvals: this.#approvals,
      feedback: this.#feedback,
      funnel: STAGES.map((stage) => stageOf(stage, tickets)),
    };
  }

  #ticket(id) {
    const known = this.#tickets.get(id);
    if (known) return known;
    const ticket = { status: 'received', outcome: undefined, category: 'none', costMicros: 0, reached: new Map() };
    this.#tickets.set(id, ticket);
    return ticket;
  }

  #addDetails(ticket, name, data) {
    switch (name) {
      case 'triaged':
        ticket.category = data.triage.category;
        break;
      case 'resolved':
        ticket.outcome = data.outcome;
        break;
      case 'reopened':
        ticket.outcome = undefined;
        break;
      case 'handed_over':
        this.#handedOver[data.reason] = (this.#handedOver[data.reason] ?? 0) + 1;
        break;
      case 'approval_requested':
        this.#approvals.requested += 1;
        break;
      case 'approval_decided':
        this.#approvals.decided += 1;
        break;
      case 'feedback_given':
        this.#feedback.given += 1;
        if (data.solved) this.#feedback.solved += 1;
        break;
    }
  }
}

function byCategory(tickets) {
  const counts = {};
  for (const { category } of tickets) counts[category] = (counts[category] ?? 0) + 1;
  return counts;
}

/** How many tickets ever reached a stage, and the median time from the start to it. */
function stageOf(stage, tickets) {
  const times = tickets
    .filter(({ reached }) => reached.has(stage))
    .map(({ reached }) => reached.get(stage) - (reached.get('received') ?? reached.get(stage)))
    .sort((a, b) => a - b);
  return { stage, tickets: times.length, medianMs: times[Math.floor((times.length - 1) / 2)] ?? null };
}
