const LINK = /(?:\b[a-z][a-z0-9+.-]{1,20}:)?\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+/gi;
/** Names under which one site keeps its parts. */
const PART = /^(?:www|support|help|docs?|kb|learn|community|developers?|api|blog|status)\./;

/** The hosts that a text links to; what cannot be read as an address is a host of its own that nobody knows. */
export const hostsIn = (text: string): string[] => [...text.matchAll(LINK)].map(([link]) => hostOf(link));

const BARE = /\b(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b/gi;
/** The hosts that a text names without linking to them. */
export const bareHostsIn = (text: string): string[] => [...text.matchAll(BARE)].map(([host]) => host.toLowerCase());

/** The addresses that differ from one in the sources by their figures alone: no other page, but this one got wrong. */
export function miscopiedLinks(text: string, sources: string): string[] {
  const links = linksIn(text).filter((link) => /\d/.test(link) && !sources.includes(link));
  if (links.length === 0) return [];
  const known = new Set(linksIn(sources).map(withoutFigures));
  return links.filter((link) => known.has(withoutFigures(link)));
}

const linksIn = (text: string): string[] => [...text.matchAll(LINK)].map(([link]) => link.replace(/[.,;:!?]+$/, ''));
const withoutFigures = (link: string): string => link.replace(/\d+/g, '0');

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
