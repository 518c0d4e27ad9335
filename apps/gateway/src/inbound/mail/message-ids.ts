const OWN = /^reply\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i;
/** More are not looked at: the last ones are the nearest. */
const MOST = 50;

/** The `Message-ID` of a message that we send: always the same, and told from all others. Without angle brackets. */
export const replyMailId = (messageId: string, domain: string): string => `reply.${messageId}@${domain}`;

/** The message of ours that an id stands for, if it has the form of one. */
export const ownMessageIn = (mailId: string): string | undefined => OWN.exec(mailId)?.[1]?.toLowerCase();

/** The ids in one or more headers, without angle brackets, the last ones first. */
export function mailIdsIn(...headers: readonly (string | undefined)[]): string[] {
  const ids = headers.flatMap((header) => (header ?? '').split(/[\s<>,]+/)).filter((id) => id.includes('@'));
  return [...new Set(ids.reverse())].slice(0, MOST);
}
