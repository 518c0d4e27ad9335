/** What stands on the other side, for codes and messages of faults. */
export interface Peer {
  /** Begins the codes of all faults, such as `MCP` in `MCP_ADDRESS_REFUSED`. */
  readonly codes: string;
  /** For people, such as `tool server`. */
  readonly name: string;
}
