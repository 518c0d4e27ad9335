/** `host:port` of servers inside the operator's own network, separated by commas. */
export const PRIVATE_HOSTS = /^([^\s,/]+:\d+(,[^\s,/]+:\d+)*)?$/;

export const hostsOf = (text: string): string[] => text.split(',').filter(Boolean);
