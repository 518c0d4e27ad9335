import type { DiscoveredTool } from '@mesh/mcp';

/** Agents that may be allowed to use a tool by themselves. */
export const TOOL_AGENTS = ['research'] as const;
export type ToolAgent = (typeof TOOL_AGENTS)[number];

export type SeenTool = Pick<DiscoveredTool, 'title' | 'description' | 'inputSchema' | 'warnings'>;

/** A tool of a registered server, as it was seen last and as an admin accepted it. */
export interface ToolRow {
  readonly server: string;
  readonly name: string;
  readonly seen: SeenTool;
  readonly seen_hash: string;
  readonly accepted_hash: string | null;
  /** It was seen to differ from what was accepted; only an admin ends that. */
  readonly quarantined: boolean;
  readonly risk: 'read' | 'write' | null;
  readonly agents: readonly ToolAgent[];
  /** The argument that is always the customer of the ticket. */
  readonly customer_argument: string | null;
}

/** What is needed to call an accepted tool. */
export interface UsableTool {
  readonly server: string;
  readonly name: string;
  readonly hash: string;
  readonly risk: 'read' | 'write';
  readonly customerArgument: string | null;
  readonly url: string;
  readonly sealedToken: string | null;
}

export interface ServerRow {
  readonly name: string;
  readonly url: string;
  readonly sealed_token: string | null;
  readonly tested_at: Date | null;
  readonly fault: string | null;
  readonly created_at: Date;
}

export const statusOf = (row: ToolRow): 'new' | 'accepted' | 'quarantined' =>
  row.accepted_hash === null ? 'new' : row.quarantined ? 'quarantined' : 'accepted';
