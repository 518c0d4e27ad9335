const LINK = /(?:\b[a-z][a-z0-9+.-]{1,20}:)?\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+/gi;
/** Names under which one site keeps its parts. */
const PART = /^(?:www|support|help|docs?|kb|learn|community|developers?|api|blog|status)\./;

/** The hosts that a text links to; what cannot be read as an address is a host of its own that nobody knows. */
export const hostsIn = (text: string): string[] => [...text.matchAll(LINK)].map(([link]) => hostOf(link));

function hostOf(link: string): string {
  const address = link.startsWith('//') ? `https:${link}` : /^www\./i.test(link) ? `https://${link}` : link;
  if (!URL.canParse(address)) return link;
  const { protocol, hostname, username } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' ? hostname.toLowerCase() : link;
}

/** A host that is known, or another part of the same site. */
export const isKnown = (host: string, known: ReadonlySet<string>): boolean =>
  known.has(host) || [...known].some((other) => siteOf(other) === siteOf(host) || host.endsWith(`.${siteOf(other)}`));

const siteOf = (host: string): string => host.replace(PART, '');
