// Made from the OpenAPI document by `npm run client`.

export interface paths {
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AgentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AgentsController_read"];
        put?: never;
        post?: never;
        delete: operations["AgentsController_reset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AgentsController_versions"];
        put?: never;
        post: operations["AgentsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{name}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["AgentsController_activate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AuditController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CategoriesController_read"];
        put: operations["CategoriesController_write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CategoriesController_train"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ChannelsController_read"];
        put: operations["ChannelsController_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DeliveriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DeliveriesController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DeliveriesController_redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DeadLettersController_list"];
        put?: never;
        post: operations["DeadLettersController_redrive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{name}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ExecuteAgentController_execute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["InboundChannelsController_list"];
        put?: never;
        post: operations["InboundChannelsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["InboundChannelsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/external-services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExternalServicesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feature-flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FeatureFlagsController_list"];
        put: operations["FeatureFlagsController_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["KnowledgeController_list"];
        put?: never;
        post: operations["KnowledgeController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["KnowledgeController_read"];
        put: operations["KnowledgeController_write"];
        post?: never;
        delete: operations["KnowledgeController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/documents/{id}/affected-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["KnowledgeController_affected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/documents/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["KnowledgeController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["KnowledgeController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outbox/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OutboxController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PoliciesController_read"];
        put: operations["PoliciesController_write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/autonomy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PoliciesController_standings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["QueuesController_read"];
        put: operations["QueuesController_write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ResolutionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resolutions/not-remembered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ResolutionsController_notRemembered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resolutions/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ResolutionsController_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resolutions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ResolutionsController_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TenantsController_list"];
        put?: never;
        post: operations["TenantsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WebhooksController_list"];
        put?: never;
        post: operations["WebhooksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WebhooksController_read"];
        put: operations["WebhooksController_change"];
        post?: never;
        delete: operations["WebhooksController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["WebhooksController_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WorkflowController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApiKeysController_list"];
        put?: never;
        post: operations["ApiKeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ApiKeysController_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ApiKeysController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TicketsController_list"];
        put?: never;
        post: operations["TicketsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["TicketsController_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TicketsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TicketsController_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MessagesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/email/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["InboundEmailController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PersonActionsController_feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApprovalsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApprovalsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ApprovalsController_decide"];
        delete: operations["ApprovalsController_undo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomersController_get"];
        put: operations["CustomersController_put"];
        post?: never;
        delete: operations["CustomersController_erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomersController_proof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SessionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SessionsController_read"];
        put?: never;
        post?: never;
        delete: operations["SessionsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SessionsController_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StreamController_ofTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StreamController_ofTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AnalyticsController_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RollupsController_funnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RollupsController_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/timeseries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RollupsController_timeseries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mcp-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["McpServersController_list"];
        put?: never;
        post: operations["McpServersController_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mcp-servers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["McpServersController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mcp-servers/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["McpServersController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ToolsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ToolsController_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools/{server}/{tool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ToolsController_accept"];
        post?: never;
        delete: operations["ToolsController_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools/{server}/{tool}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ToolsController_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools/calls/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ToolsController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AgentList: {
            items: {
                /** @enum {string} */
                name: "triage" | "research" | "solution" | "quality" | "escalation";
                available: boolean;
                builtIn?: {
                    /** @enum {string} */
                    name: "triage" | "research" | "solution" | "quality" | "escalation";
                    adapters: ("remote" | "local")[];
                    models?: {
                        models: string[];
                        temperature?: number;
                        contextTokens: number;
                        maxOutputTokens: number;
                        deadlineMs: number;
                    };
                    promptVersion: string;
                    promptVersions: string[];
                    tools: string[];
                };
                live?: {
                    version: number;
                    promptVersion?: string;
                    model?: string;
                    temperature?: number;
                    maxOutputTokens?: number;
                    deadlineMs?: number;
                    remote?: boolean;
                    tools?: string[];
                };
            }[];
        };
        AgentView: {
            /** @enum {string} */
            name: "triage" | "research" | "solution" | "quality" | "escalation";
            available: boolean;
            builtIn?: {
                /** @enum {string} */
                name: "triage" | "research" | "solution" | "quality" | "escalation";
                adapters: ("remote" | "local")[];
                models?: {
                    models: string[];
                    temperature?: number;
                    contextTokens: number;
                    maxOutputTokens: number;
                    deadlineMs: number;
                };
                promptVersion: string;
                promptVersions: string[];
                tools: string[];
            };
            live?: {
                version: number;
                promptVersion?: string;
                model?: string;
                temperature?: number;
                maxOutputTokens?: number;
                deadlineMs?: number;
                remote?: boolean;
                tools?: string[];
            };
        };
        AgentVersions: {
            items: {
                version: number;
                setup: {
                    promptVersion?: string;
                    model?: string;
                    temperature?: number;
                    maxOutputTokens?: number;
                    deadlineMs?: number;
                    remote?: boolean;
                    tools?: string[];
                };
                note: string | null;
                live: boolean;
                createdBy: string;
                /** Format: date-time */
                createdAt: string;
            }[];
            nextCursor: string | null;
        };
        NewAgentVersion: {
            promptVersion?: string;
            model?: string;
            temperature?: number;
            maxOutputTokens?: number;
            deadlineMs?: number;
            remote?: boolean;
            tools?: string[];
            note?: string;
        };
        AgentVersion: {
            version: number;
            setup: {
                promptVersion?: string;
                model?: string;
                temperature?: number;
                maxOutputTokens?: number;
                deadlineMs?: number;
                remote?: boolean;
                tools?: string[];
            };
            note: string | null;
            live: boolean;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        LiveVersion: {
            version: number;
        };
        AuditList: {
            items: {
                tenantId: string;
                sequence: number;
                at: string;
                actor: {
                    /** @enum {string} */
                    kind: "agent" | "person" | "policy" | "system" | "customer";
                    id: string;
                    model?: string;
                    promptVersion?: string;
                    setupVersion?: number;
                } & {
                    [key: string]: unknown;
                };
                action: string;
                subject: string;
                details: {
                    [key: string]: string | number | boolean | null;
                };
                correlationId: string;
                prevHash: string;
                hash: string;
            }[];
            nextCursor: string | null;
        };
        CategoryList_Output: {
            items: {
                name: string;
                /** @default  */
                description: string;
                /** @default [] */
                examples: string[];
            }[];
        };
        CategoryList: {
            items: {
                name: string;
                /** @default  */
                description?: string;
                /** @default [] */
                examples?: string[];
            }[];
        };
        Training: {
            rows?: {
                text: string;
                label: string;
                asksForPerson?: boolean;
            }[];
        };
        TrainingView: {
            version: number;
            labels: string[];
            rows: number;
            floor: number;
            learntPersonRequests: boolean;
        };
        ChannelView: {
            /** @enum {string} */
            channel: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
            /** @enum {string} */
            delivery: "none" | "webhook" | "smtp";
            url?: string;
            from?: string;
            /** Format: date-time */
            updatedAt?: string;
            updatedBy?: string;
        };
        ChannelChange: {
            /** @enum {string} */
            delivery: "none" | "webhook" | "smtp";
            url?: string;
            from?: string;
        };
        ChangedChannelView: {
            /** @enum {string} */
            channel: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
            /** @enum {string} */
            delivery: "none" | "webhook" | "smtp";
            url?: string;
            from?: string;
            /** Format: date-time */
            updatedAt?: string;
            updatedBy?: string;
            secret?: string;
        };
        DeliveryList: {
            items: {
                /** Format: uuid */
                id: string;
                event: string;
                /** Format: uuid */
                eventId: string;
                ticketId: string | null;
                sequence: number | null;
                /** @enum {string} */
                status: "pending" | "delivered" | "failed";
                attempts: number;
                nextAttemptAt: string | null;
                lastAttemptAt: string | null;
                responseStatus: number | null;
                responseExcerpt: string | null;
                errorCode: string | null;
                /** Format: date-time */
                createdAt: string;
                endedAt: string | null;
            }[];
            nextCursor: string | null;
        };
        DeliveryView: {
            /** Format: uuid */
            id: string;
            event: string;
            /** Format: uuid */
            eventId: string;
            ticketId: string | null;
            sequence: number | null;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            attempts: number;
            nextAttemptAt: string | null;
            lastAttemptAt: string | null;
            responseStatus: number | null;
            responseExcerpt: string | null;
            errorCode: string | null;
            /** Format: date-time */
            createdAt: string;
            endedAt: string | null;
        };
        DeadLettersView: {
            items: {
                /** @enum {string} */
                service: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
                /** Format: uuid */
                id: string;
                type: string;
                subject: string;
                code: string;
                reason: string | null;
                attempts: number;
                /** Format: date-time */
                receivedAt: string;
                /** Format: date-time */
                diedAt: string;
            }[];
            nextCursor: string | null;
            unavailable: ("gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation")[];
        };
        Redrive: {
            /** @enum {string} */
            service: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
            /** Format: uuid */
            id: string;
        };
        RedrivenView: {
            /** @enum {string} */
            service: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
            /** Format: uuid */
            id: string;
            /** @constant */
            status: "open";
        };
        AgentAnswer: {
            [key: string]: unknown;
        };
        AgentTrial: {
            input: {
                [key: string]: unknown;
            };
            version?: number;
        };
        InboundChannelList: {
            items: {
                /** Format: uuid */
                id: string;
                name: string;
                addresses: string[];
                path: string;
                /** Format: date-time */
                createdAt: string;
                createdBy: string;
            }[];
        };
        NewInboundChannel: {
            name: string;
            addresses: string[];
        };
        InboundChannelWithSecret: {
            /** Format: uuid */
            id: string;
            name: string;
            addresses: string[];
            path: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            secret: string;
        };
        ExternalServiceList: {
            items: {
                /** @enum {string} */
                kind: "model" | "vector_store" | "tool_server" | "mail" | "notification_webhook" | "chat" | "webhook";
                name: string;
                /** @enum {string} */
                state: "ok" | "failing" | "left_alone" | "unknown";
                /** @enum {string} */
                breaker?: "closed" | "open" | "half_open";
                /** Format: date-time */
                lastSuccessAt?: string;
                /** Format: date-time */
                lastFailureAt?: string;
                lastError?: string;
                latencyMs?: number;
                /** @enum {string} */
                service: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
            }[];
            unavailable: ("gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation")[];
        };
        FlagList: {
            items: {
                /** @enum {string} */
                name: "draft-streaming" | "webhook-delivery" | "model-searches" | "past-answers";
                meaning: string;
                owner: string;
                default: boolean;
                configured?: boolean;
                override?: boolean;
                on: boolean;
            }[];
        };
        FlagOverrides: {
            overrides: {
                [key: string]: boolean;
            };
        };
        DocumentList: {
            items: {
                id: string;
                version: number;
                /** @enum {string} */
                status: "indexing" | "live" | "replaced" | "deleting" | "deleted";
                liveVersion: number | null;
                title: string;
                url: string | null;
                tags: string[];
                /** @enum {string} */
                audience: "public" | "internal";
                /** Format: date-time */
                createdAt: string;
                quarantined: {
                    start: number;
                    end: number;
                }[];
                releasedBy: string | null;
            }[];
            nextCursor: string | null;
        };
        NewDocument: {
            title: string;
            body: string;
            /** Format: uri */
            url?: string;
            tags?: string[];
            /** @enum {string} */
            audience?: "public" | "internal";
            id?: string;
        };
        DocumentStateView: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "indexing" | "live" | "replaced" | "deleting" | "deleted";
            quarantined?: number;
        };
        DocumentView: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "indexing" | "live" | "replaced" | "deleting" | "deleted";
            liveVersion: number | null;
            title: string;
            url: string | null;
            tags: string[];
            /** @enum {string} */
            audience: "public" | "internal";
            /** Format: date-time */
            createdAt: string;
            quarantined: {
                start: number;
                end: number;
            }[];
            releasedBy: string | null;
            body: string;
        };
        AffectedAnswerList: {
            liveVersion: number | null;
            items: {
                /** Format: uuid */
                decisionId: string;
                /** Format: uuid */
                ticketId: string;
                /** Format: uuid */
                messageId: string;
                /** @enum {string} */
                origin: "automatic" | "approved" | "person";
                sentAt: string;
                documentVersion: number;
                quote: string;
                start: number;
                end: number;
                stands: boolean;
            }[];
            nextCursor: string | null;
        };
        DocumentContent: {
            title: string;
            body: string;
            /** Format: uri */
            url?: string;
            tags?: string[];
            /** @enum {string} */
            audience?: "public" | "internal";
        };
        SeenVersion: {
            version: number;
        };
        KnowledgeQuestion: {
            query: string;
            limit?: number;
        };
        SearchResult: {
            items: {
                documentId: string;
                documentVersion: number;
                title: string;
                url?: string;
                quote: string;
                score: number;
            }[];
        };
        Resend: {
            /**
             * @description whose messages
             * @enum {string}
             */
            service: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
            /**
             * Format: date-time
             * @description everything that was published at this moment or later
             */
            since: string;
        };
        StartedResend: {
            /** @enum {string} */
            service: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
            /** Format: date-time */
            since: string;
            /** @constant */
            status: "started";
        };
        CurrentPolicy_Output: {
            version: number;
            categories: {
                [key: string]: {
                    /** @enum {string} */
                    autonomy: "off" | "suggest" | "auto";
                    /** @default false */
                    requiresApproval: boolean;
                    queue?: string;
                    earns?: {
                        line: number;
                        decisions: number;
                        spotCheck?: number;
                    };
                    earned?: boolean;
                };
            };
            fallback: {
                /** @enum {string} */
                autonomy: "off" | "suggest" | "auto";
                /** @default false */
                requiresApproval: boolean;
                queue?: string;
            };
            confidenceFloor: number;
            handOverFlags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
            approvalFlags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
            maxRevisions: number;
            approvalTtlMs: number;
            fourEyes: boolean;
            learnsFromApprovals?: boolean;
        };
        CategoryStandings: {
            version: number;
            items: {
                category: string;
                /** @enum {string} */
                autonomy: "off" | "suggest" | "auto";
                earned: boolean;
                line: number;
                decisions: number;
                judged: number;
                approved: number;
                lowerBound: number;
                recentShare: number;
            }[];
        };
        PolicyChange: {
            version?: number;
            categories: {
                [key: string]: {
                    /** @enum {string} */
                    autonomy: "off" | "suggest" | "auto";
                    /** @default false */
                    requiresApproval?: boolean;
                    queue?: string;
                    earns?: {
                        line: number;
                        decisions: number;
                        spotCheck?: number;
                    };
                    earned?: boolean;
                };
            };
            fallback: {
                /** @enum {string} */
                autonomy: "off" | "suggest" | "auto";
                /** @default false */
                requiresApproval?: boolean;
                queue?: string;
            };
            confidenceFloor: number;
            handOverFlags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
            approvalFlags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
            maxRevisions: number;
            approvalTtlMs: number;
            fourEyes: boolean;
            learnsFromApprovals?: boolean;
        };
        QueueListView: {
            items: {
                name: string;
                description: string;
                categories: string[];
                priorities: ("low" | "normal" | "high" | "urgent")[];
                reasons: string[];
                isDefault: boolean;
                escalatesTo?: string;
                targets: {
                    urgent?: number;
                    high?: number;
                    normal?: number;
                    low?: number;
                };
            }[];
        };
        ResolutionList: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                ticketId: string;
                /** @enum {string} */
                status: "in_use" | "needs_review" | "withdrawn";
                category: string;
                question: string;
                answer: string;
                approvedBy: {
                    kind: string;
                    id: string;
                };
                cited: {
                    documentId: string;
                    documentVersion: number;
                    title: string;
                    quote: string;
                    start: number;
                    end: number;
                    live: boolean;
                }[];
                createdAt: string;
                reviewedAt: string | null;
                reviewedBy: string | null;
                withdrawnAt: string | null;
                withdrawnReason: string | null;
            }[];
            nextCursor: string | null;
        };
        NotRememberedList: {
            items: {
                /** Format: uuid */
                decisionId: string;
                /** Format: uuid */
                ticketId: string;
                reason: string;
                at: string;
            }[];
        };
        ResolutionView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            ticketId: string;
            /** @enum {string} */
            status: "in_use" | "needs_review" | "withdrawn";
            category: string;
            question: string;
            answer: string;
            approvedBy: {
                kind: string;
                id: string;
            };
            cited: {
                documentId: string;
                documentVersion: number;
                title: string;
                quote: string;
                start: number;
                end: number;
                live: boolean;
            }[];
            createdAt: string;
            reviewedAt: string | null;
            reviewedBy: string | null;
            withdrawnAt: string | null;
            withdrawnReason: string | null;
        };
        TenantList: {
            items: {
                id: string;
                name: string;
                createdAt: string | null;
            }[];
        };
        NewTenant: {
            id: string;
            name: string;
        };
        CreatedTenant: {
            id: string;
            name: string;
            createdAt: string | null;
            adminKey: string;
        };
        WebhookList: {
            items: {
                /** Format: uuid */
                id: string;
                url: string;
                events: string[];
                description: string | null;
                enabled: boolean;
                disabledReason: ("gone" | "failing") | null;
                failingSince: string | null;
                /** Format: date-time */
                createdAt: string;
                createdBy: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            nextCursor: string | null;
        };
        NewWebhook: {
            url: string;
            events: ("*" | "received" | "message_received" | "triaged" | "researched" | "drafted" | "reviewed" | "approval_requested" | "approval_decided" | "approval_expired" | "approval_superseded" | "decided" | "turn_superseded" | "handed_over" | "assigned" | "released" | "reply_sent" | "reply_failed" | "resolved" | "reopened" | "feedback_given" | "step_failed" | "closed")[];
            description?: string;
        };
        WebhookWithSecret: {
            /** Format: uuid */
            id: string;
            url: string;
            events: string[];
            description: string | null;
            enabled: boolean;
            disabledReason: ("gone" | "failing") | null;
            failingSince: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            secret: string;
        };
        WebhookView: {
            /** Format: uuid */
            id: string;
            url: string;
            events: string[];
            description: string | null;
            enabled: boolean;
            disabledReason: ("gone" | "failing") | null;
            failingSince: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
        };
        WebhookChange: {
            url: string;
            events: ("*" | "received" | "message_received" | "triaged" | "researched" | "drafted" | "reviewed" | "approval_requested" | "approval_decided" | "approval_expired" | "approval_superseded" | "decided" | "turn_superseded" | "handed_over" | "assigned" | "released" | "reply_sent" | "reply_failed" | "resolved" | "reopened" | "feedback_given" | "step_failed" | "closed")[];
            description?: string;
            enabled: boolean;
        };
        WorkflowView: {
            start: string;
            nodes: ({
                name: string;
                kind: string;
                title: string;
            } & {
                [key: string]: unknown;
            })[];
            routes: ({
                name: string;
                from: string[];
            } & {
                [key: string]: unknown;
            })[];
        };
        ApiKeyList: {
            items: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "submitter" | "approver" | "analyst" | "admin";
                /** @enum {string} */
                tier: "standard" | "premium" | "unlimited";
                scopes: ("submitTickets" | "readTickets" | "actOnTickets" | "giveFeedback" | "readDrafts" | "decideApprovals" | "searchKnowledge" | "readKnowledge" | "writeKnowledge" | "readResolutions" | "changeResolutions" | "readCustomers" | "writeCustomers" | "eraseCustomers" | "readSessions" | "endSessions" | "readAnalytics" | "readPolicies" | "writePolicies" | "readQueues" | "writeQueues" | "readWorkflow" | "readCategories" | "writeCategories" | "executeAgents" | "readAgents" | "manageAgents" | "manageTools" | "readTools" | "useTools" | "manageDeadLetters" | "manageKeys" | "manageWebhooks" | "manageChannels" | "readAudit" | "readExternalServices" | "readFeatureFlags" | "writeFeatureFlags")[] | null;
                /** Format: date-time */
                createdAt: string;
                createdBy: string;
                expiresAt: string | null;
                rotatedAt: string | null;
                revokedAt: string | null;
            }[];
        };
        NewApiKey: {
            name: string;
            /** @enum {string} */
            role: "submitter" | "approver" | "analyst" | "admin";
            /**
             * @default standard
             * @enum {string}
             */
            tier?: "standard" | "premium" | "unlimited";
            scopes?: ("submitTickets" | "readTickets" | "actOnTickets" | "giveFeedback" | "readDrafts" | "decideApprovals" | "searchKnowledge" | "readKnowledge" | "writeKnowledge" | "readResolutions" | "changeResolutions" | "readCustomers" | "writeCustomers" | "eraseCustomers" | "readSessions" | "endSessions" | "readAnalytics" | "readPolicies" | "writePolicies" | "readQueues" | "writeQueues" | "readWorkflow" | "readCategories" | "writeCategories" | "executeAgents" | "readAgents" | "manageAgents" | "manageTools" | "readTools" | "useTools" | "manageDeadLetters" | "manageKeys" | "manageWebhooks" | "manageChannels" | "readAudit" | "readExternalServices" | "readFeatureFlags" | "writeFeatureFlags")[];
            /** Format: date-time */
            expiresAt?: string;
        };
        MintedApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "submitter" | "approver" | "analyst" | "admin";
            /** @enum {string} */
            tier: "standard" | "premium" | "unlimited";
            scopes: ("submitTickets" | "readTickets" | "actOnTickets" | "giveFeedback" | "readDrafts" | "decideApprovals" | "searchKnowledge" | "readKnowledge" | "writeKnowledge" | "readResolutions" | "changeResolutions" | "readCustomers" | "writeCustomers" | "eraseCustomers" | "readSessions" | "endSessions" | "readAnalytics" | "readPolicies" | "writePolicies" | "readQueues" | "writeQueues" | "readWorkflow" | "readCategories" | "writeCategories" | "executeAgents" | "readAgents" | "manageAgents" | "manageTools" | "readTools" | "useTools" | "manageDeadLetters" | "manageKeys" | "manageWebhooks" | "manageChannels" | "readAudit" | "readExternalServices" | "readFeatureFlags" | "writeFeatureFlags")[] | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            rotatedAt: string | null;
            revokedAt: string | null;
            key: string;
        };
        KeyRotation: {
            /** @default 0 */
            overlapSeconds?: number;
        };
        CreateTicketBody: {
            subject?: string;
            body: string;
            customer: {
                id?: string;
                email?: string;
                name?: string;
            };
            /**
             * @default api
             * @enum {string}
             */
            channel?: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "urgent";
            locale?: string;
            externalId?: string;
            /** @default {} */
            metadata?: {
                [key: string]: string | number | boolean | null;
            };
        };
        AcceptedTicketView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
            /** Format: date-time */
            createdAt: string;
            links: {
                self: string;
                timeline: string;
                stream: string;
                messages: string;
            };
        };
        TicketBatchBody: {
            tickets: unknown[];
        };
        BatchView: {
            items: ({
                index: number;
                /** @constant */
                status: 202;
                ticket: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
                    /** Format: date-time */
                    createdAt: string;
                    links: {
                        self: string;
                        timeline: string;
                        stream: string;
                        messages: string;
                    };
                };
            } | {
                index: number;
                /** @constant */
                status: 400;
                code: string;
                errors: {
                    path: string;
                    code: string;
                    message: string;
                }[];
            })[];
        };
        TicketList: {
            items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
                version: number;
                turn: number;
                subject?: string;
                customer: {
                    id: string;
                    email?: string;
                    name?: string;
                };
                /** @enum {string} */
                channel: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
                /** @enum {string} */
                priority?: "low" | "normal" | "high" | "urgent";
                category?: string;
                externalId?: string;
                outcome?: string;
                cost: {
                    micros: number;
                    /** @constant */
                    currency: "USD";
                };
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            nextCursor: string | null;
        };
        TicketViewDto: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
            version: number;
            turn: number;
            subject?: string;
            customer: {
                id: string;
                email?: string;
                name?: string;
            };
            /** @enum {string} */
            channel: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "urgent";
            category?: string;
            externalId?: string;
            outcome?: string;
            cost: {
                micros: number;
                /** @constant */
                currency: "USD";
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            body: string;
            locale?: string;
            metadata: {
                [key: string]: unknown;
            };
            triage?: {
                category: string;
                /** @enum {string} */
                priority: "low" | "normal" | "high" | "urgent";
                /** @enum {string} */
                sentiment: "negative" | "neutral" | "positive";
                language: string;
                confidence: number;
                flags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
                reasons: {
                    code: string;
                    value?: number;
                }[];
            };
            reply?: {
                body: string;
                citations: {
                    documentId: string;
                    documentVersion: number;
                    title: string;
                    url?: string;
                    quote: string;
                    start: number;
                    end: number;
                }[];
            };
            draft?: {
                body: string;
                citations: {
                    documentId: string;
                    documentVersion: number;
                    title: string;
                    url?: string;
                    quote: string;
                    start: number;
                    end: number;
                }[];
            };
            approval?: {
                /** Format: uuid */
                id: string;
                status: string;
                reason: string;
                contentHash: string;
                /** Format: date-time */
                dueAt: string;
            };
            handover?: {
                reason: string;
                reasons: {
                    code: string;
                    value?: number;
                }[];
                queue?: string;
                /** Format: date-time */
                dueAt?: string;
                summary?: string;
                suggestedNextStep?: string;
            };
            assignee?: {
                queue?: string;
                user?: string;
            };
            messages: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                author: "customer" | "mesh" | "person" | "note";
                body: string;
                citations: {
                    documentId: string;
                    documentVersion: number;
                    title: string;
                    url?: string;
                    quote: string;
                    start: number;
                    end: number;
                }[];
                turn: number;
                /** Format: date-time */
                createdAt: string;
                delivery?: {
                    /** @enum {string} */
                    via: "webhook" | "smtp";
                    /** @enum {string} */
                    status: "pending" | "sending" | "delivered" | "failed" | "unknown";
                    attempts: number;
                    errorCode?: string;
                };
            }[];
            links: {
                self: string;
                timeline: string;
                stream: string;
                messages: string;
            };
        };
        TimelineView: {
            /** Format: uuid */
            ticketId: string;
            items: {
                /** Format: uuid */
                id: string;
                sequence: number;
                type: string;
                /** Format: date-time */
                at: string;
                turn: number;
                /** @enum {string} */
                status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
                actor: {
                    /** @enum {string} */
                    kind: "agent" | "person" | "policy" | "system" | "customer";
                    id: string;
                    model?: string;
                    promptVersion?: string;
                    setupVersion?: number;
                };
                reason?: string;
                reasons?: {
                    code: string;
                    value?: number;
                }[];
                durationMs?: number;
                costMicros?: number;
                correlationId: string;
                data: {
                    [key: string]: unknown;
                };
            }[];
        };
        MessageBody: {
            body: string;
        };
        ReceivedMessageView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            ticketId: string;
            turn: number;
            /** @enum {string} */
            status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
        };
        InboundMailBody: {
            from: string;
            subject?: string;
            text?: string;
            html?: string;
            messageId?: string;
            inReplyTo?: string;
            references?: string | string[];
            returnPath?: string;
            headers?: {
                [key: string]: string;
            };
        };
        MailAnswerView: {
            /** @enum {string} */
            result: "ticket_created" | "message_added" | "duplicate" | "ignored";
            /** Format: uuid */
            ticketId?: string;
            /** Format: uuid */
            messageId?: string;
            /** @enum {string} */
            reason?: "auto_submitted" | "bulk" | "auto_response" | "bounce" | "own_mail" | "empty";
        };
        ReplyBody: {
            body: string;
            /** @default true */
            resolve?: boolean;
        };
        ActedTicket: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
            version: number;
            turn: number;
        };
        /** @default {} */
        EmptyBody: Record<string, never>;
        /** @default {} */
        CloseBody: {
            /** @default closed_by_person */
            reason?: string;
        };
        AssignBody: {
            queue?: string;
            user?: string;
        };
        NoteBody: {
            body: string;
        };
        WrittenNote: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            createdAt: string;
        };
        FeedbackBody: {
            solved: boolean;
            rating?: number;
        };
        ApprovalList: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                ticketId: string;
                turn: number;
                /** @enum {string} */
                status: "open" | "held" | "decided" | "expired" | "superseded";
                reason: string;
                reasons: {
                    code: string;
                    value?: number;
                }[];
                /** @enum {string} */
                risk: "low" | "medium" | "high";
                draft: {
                    body: string;
                    citations: {
                        documentId: string;
                        documentVersion: number;
                        title: string;
                        url?: string;
                        quote: string;
                        start: number;
                        end: number;
                    }[];
                };
                contentHash: string;
                policyVersion: number;
                evidence: {
                    evidenceId: string;
                    /** @enum {string} */
                    source: "knowledge" | "resolution" | "customer_record";
                    documentId: string;
                    documentVersion: number;
                    title: string;
                    url?: string;
                    quote: string;
                    start: number;
                    end: number;
                    score: number;
                    via?: {
                        /** Format: uuid */
                        decisionId: string;
                        /** Format: uuid */
                        ticketId: string;
                    };
                }[];
                checks: {
                    /** @enum {string} */
                    check: "support" | "figures" | "policy" | "promises" | "tone" | "language" | "pii" | "injection";
                    /** @enum {string} */
                    outcome: "pass" | "revise" | "block";
                    code?: string;
                }[];
                triage?: {
                    category: string;
                    /** @enum {string} */
                    priority: "low" | "normal" | "high" | "urgent";
                    /** @enum {string} */
                    sentiment: "negative" | "neutral" | "positive";
                    language: string;
                    confidence: number;
                    flags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
                    reasons: {
                        code: string;
                        value?: number;
                    }[];
                };
                package: {
                    summary: string;
                    suggestedNextStep: string;
                };
                queue: string;
                fourEyes: boolean;
                editedBy?: string;
                respondBy: string;
                dueAt: string;
                createdAt: string;
                decision?: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    decision: "approve" | "edit" | "reject" | "take_over";
                    by: {
                        /** @enum {string} */
                        kind: "agent" | "person" | "policy" | "system" | "customer";
                        id: string;
                        model?: string;
                        promptVersion?: string;
                        setupVersion?: number;
                    };
                    at: string;
                    releaseAt?: string;
                };
                /** @enum {string} */
                supersededBy?: "message" | "evidence" | "person";
            }[];
            nextCursor: string | null;
        };
        ApprovalView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            ticketId: string;
            turn: number;
            /** @enum {string} */
            status: "open" | "held" | "decided" | "expired" | "superseded";
            reason: string;
            reasons: {
                code: string;
                value?: number;
            }[];
            /** @enum {string} */
            risk: "low" | "medium" | "high";
            draft: {
                body: string;
                citations: {
                    documentId: string;
                    documentVersion: number;
                    title: string;
                    url?: string;
                    quote: string;
                    start: number;
                    end: number;
                }[];
            };
            contentHash: string;
            policyVersion: number;
            evidence: {
                evidenceId: string;
                /** @enum {string} */
                source: "knowledge" | "resolution" | "customer_record";
                documentId: string;
                documentVersion: number;
                title: string;
                url?: string;
                quote: string;
                start: number;
                end: number;
                score: number;
                via?: {
                    /** Format: uuid */
                    decisionId: string;
                    /** Format: uuid */
                    ticketId: string;
                };
            }[];
            checks: {
                /** @enum {string} */
                check: "support" | "figures" | "policy" | "promises" | "tone" | "language" | "pii" | "injection";
                /** @enum {string} */
                outcome: "pass" | "revise" | "block";
                code?: string;
            }[];
            triage?: {
                category: string;
                /** @enum {string} */
                priority: "low" | "normal" | "high" | "urgent";
                /** @enum {string} */
                sentiment: "negative" | "neutral" | "positive";
                language: string;
                confidence: number;
                flags: ("asks_for_person" | "abuse" | "injection_suspected" | "spam" | "unclear" | "security_sensitive" | "legal_threat" | "personal_data")[];
                reasons: {
                    code: string;
                    value?: number;
                }[];
            };
            package: {
                summary: string;
                suggestedNextStep: string;
            };
            queue: string;
            fourEyes: boolean;
            editedBy?: string;
            respondBy: string;
            dueAt: string;
            createdAt: string;
            decision?: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                decision: "approve" | "edit" | "reject" | "take_over";
                by: {
                    /** @enum {string} */
                    kind: "agent" | "person" | "policy" | "system" | "customer";
                    id: string;
                    model?: string;
                    promptVersion?: string;
                    setupVersion?: number;
                };
                at: string;
                releaseAt?: string;
            };
            /** @enum {string} */
            supersededBy?: "message" | "evidence" | "person";
        };
        ApprovalDecision: {
            /** @enum {string} */
            decision: "approve" | "edit" | "reject" | "take_over";
            contentHash: string;
            reply?: string;
            reason?: string;
            /** @default 0 */
            sendAfterMs?: number;
        };
        CustomerView: {
            id: string;
            email?: string;
            name?: string;
            attributes: {
                [key: string]: unknown;
            };
            records: unknown[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CustomerBody: {
            /** Format: email */
            email?: string;
            name?: string;
            /** @default {} */
            attributes?: {
                [key: string]: string | number | boolean | null;
            };
            /** @default [] */
            records?: {
                id: string;
                type: string;
                title?: string;
                /** Format: date-time */
                at?: string;
                /** @default {} */
                data?: {
                    [key: string]: string | number | boolean | null;
                };
            }[];
        };
        ErasureAccepted: {
            /** Format: uuid */
            erasureId: string;
        };
        ErasureProof: {
            /** Format: uuid */
            erasureId: string;
            customerId: string;
            /** @enum {string} */
            status: "pending" | "complete";
            requestedBy: {
                /** @enum {string} */
                kind: "agent" | "person" | "policy" | "system" | "customer";
                id: string;
                model?: string;
                promptVersion?: string;
                setupVersion?: number;
            };
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            completedAt?: string;
            tickets: number;
            reports: {
                service: string;
                removed: {
                    [key: string]: number;
                };
                expires: {
                    store: string;
                    /** Format: date-time */
                    at: string;
                }[];
                /** Format: date-time */
                reportedAt: string;
            }[];
        };
        SessionList: {
            items: {
                id: string;
                customerId: string;
                channel: string;
                tickets: number;
                openTickets: number;
                /** Format: date-time */
                firstAt: string;
                /** Format: date-time */
                lastAt: string;
            }[];
            nextCursor: string | null;
        };
        SessionView: {
            id: string;
            customerId: string;
            channel: string;
            tickets: number;
            openTickets: number;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
        };
        SessionMessageList: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                ticketId: string;
                turn: number;
                /** @enum {string} */
                author: "customer" | "mesh" | "person";
                body: string;
                /** Format: date-time */
                createdAt: string;
            }[];
            nextCursor: string | null;
        };
        SummaryView: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            volumes: {
                created: number;
                resolved: number;
                closed: number;
                withPerson: number;
                awaitingApproval: number;
                working: number;
                byCategory: {
                    [key: string]: number;
                };
                byChannel: {
                    [key: string]: number;
                };
            };
            outcomes: {
                confirmed: number;
                assumed: number;
                byPerson: number;
                durable: number;
                handedOver: {
                    [key: string]: number;
                };
                replies: {
                    [key: string]: number;
                };
            };
            timesMs: {
                firstReply: {
                    p50: number | null;
                    p95: number | null;
                };
                resolution: {
                    p50: number | null;
                    p95: number | null;
                };
            };
            cost: {
                micros: number;
                perTicketMicros: number | null;
                /** @constant */
                currency: "USD";
            };
            approvals: {
                requested: number;
                pending: number;
                approved: number;
                edited: number;
                rejected: number;
                takenOver: number;
                expired: number;
                superseded: number;
                meanEditDistance: number | null;
                decisionMs: {
                    p50: number | null;
                    p95: number | null;
                };
            };
            feedback: {
                given: number;
                solved: number;
                meanRating: number | null;
            };
        };
        FunnelView: {
            /** @enum {string} */
            step: "hour" | "day";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            refreshedAt: string | null;
            stages: {
                /** @enum {string} */
                stage: "created" | "triaged" | "researched" | "drafted" | "reviewed" | "approval_requested" | "replied" | "resolved";
                tickets: number;
            }[];
            outcomes: {
                confirmed: number;
                assumed: number;
                byPerson: number;
            };
            elsewhere: {
                handedOver: number;
                withPerson: number;
                awaitingApproval: number;
                closed: number;
            };
        };
        AgentsView: {
            /** @enum {string} */
            step: "hour" | "day";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            refreshedAt: string | null;
            items: {
                agent: string;
                model: string | null;
                promptVersion: string | null;
                tasks: number;
                meanMs: number | null;
                longestMs: number;
                costMicros: number;
                verdicts: {
                    pass: number;
                    revise: number;
                    block: number;
                };
            }[];
        };
        TimeseriesView: {
            /** @enum {string} */
            step: "hour" | "day";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            refreshedAt: string | null;
            items: {
                /** Format: date-time */
                startsAt: string;
                tickets: {
                    created: number;
                    replied: number;
                    resolved: number;
                    closed: number;
                    handedOver: number;
                    costMicros: number;
                };
                facts: {
                    fact: string;
                    count: number;
                    meanMs: number | null;
                    longestMs: number;
                }[];
            }[];
        };
        ServerList: {
            items: {
                name: string;
                url: string;
                hasToken: boolean;
                testedAt: string | null;
                fault: string | null;
                /** Format: date-time */
                createdAt: string;
            }[];
        };
        NewServer: {
            name: string;
            url: string;
            token?: string;
        };
        ServerView: {
            name: string;
            url: string;
            hasToken: boolean;
            testedAt: string | null;
            fault: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        ServerTest: {
            reachable: boolean;
            code?: string;
            tools: {
                name: string;
                hash: string;
                warnings: string[];
            }[];
        };
        ToolList: {
            items: {
                server: string;
                name: string;
                /** @enum {string} */
                status: "new" | "accepted" | "quarantined";
                title?: string;
                description?: string;
                inputSchema?: {
                    [key: string]: unknown;
                };
                warnings: string[];
                hash: string;
                risk: ("read" | "write") | null;
                agents: string[];
                customerArgument: string | null;
            }[];
        };
        CallList: {
            items: {
                /** Format: uuid */
                id: string;
                server: string;
                tool: string;
                /** Format: uuid */
                ticketId: string;
                arguments: {
                    [key: string]: unknown;
                };
                contentHash: string;
                /** @enum {string} */
                status: "waiting" | "running" | "done" | "failed" | "rejected" | "unknown";
                code: string | null;
                texts: string[];
                askedBy: string;
                decidedBy: string | null;
                /** Format: date-time */
                createdAt: string;
            }[];
        };
        AcceptedTool: {
            hash: string;
            /** @enum {string} */
            risk: "read" | "write";
            agents?: "research"[];
            customerArgument?: string;
        };
        ToolView: {
            server: string;
            name: string;
            /** @enum {string} */
            status: "new" | "accepted" | "quarantined";
            title?: string;
            description?: string;
            inputSchema?: {
                [key: string]: unknown;
            };
            warnings: string[];
            hash: string;
            risk: ("read" | "write") | null;
            agents: string[];
            customerArgument: string | null;
        };
        NewCall: {
            /** Format: uuid */
            ticketId: string;
            arguments?: {
                [key: string]: unknown;
            };
        };
        CallAnswer: {
            /** @constant */
            status: "done";
            texts: string[];
        };
        CallView: {
            /** Format: uuid */
            id: string;
            server: string;
            tool: string;
            /** Format: uuid */
            ticketId: string;
            arguments: {
                [key: string]: unknown;
            };
            contentHash: string;
            /** @enum {string} */
            status: "waiting" | "running" | "done" | "failed" | "rejected" | "unknown";
            code: string | null;
            texts: string[];
            askedBy: string;
            decidedBy: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        CallVerdict: {
            /** @enum {string} */
            decision: "approve" | "reject";
            contentHash: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description For people. */
            detail: string;
            /**
             * @description Stable, for programs.
             * @example VALIDATION_FAILED
             */
            code: string;
            /** @description Quote it when you report the problem. */
            correlationId: string;
            errors?: {
                path?: string;
                code?: string;
                message?: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AgentList = components['schemas']['AgentList'];
export type AgentView = components['schemas']['AgentView'];
export type AgentVersions = components['schemas']['AgentVersions'];
export type NewAgentVersion = components['schemas']['NewAgentVersion'];
export type AgentVersion = components['schemas']['AgentVersion'];
export type LiveVersion = components['schemas']['LiveVersion'];
export type AuditList = components['schemas']['AuditList'];
export type CategoryListOutput = components['schemas']['CategoryList_Output'];
export type CategoryList = components['schemas']['CategoryList'];
export type Training = components['schemas']['Training'];
export type TrainingView = components['schemas']['TrainingView'];
export type ChannelView = components['schemas']['ChannelView'];
export type ChannelChange = components['schemas']['ChannelChange'];
export type ChangedChannelView = components['schemas']['ChangedChannelView'];
export type DeliveryList = components['schemas']['DeliveryList'];
export type DeliveryView = components['schemas']['DeliveryView'];
export type DeadLettersView = components['schemas']['DeadLettersView'];
export type Redrive = components['schemas']['Redrive'];
export type RedrivenView = components['schemas']['RedrivenView'];
export type AgentAnswer = components['schemas']['AgentAnswer'];
export type AgentTrial = components['schemas']['AgentTrial'];
export type InboundChannelList = components['schemas']['InboundChannelList'];
export type NewInboundChannel = components['schemas']['NewInboundChannel'];
export type InboundChannelWithSecret = components['schemas']['InboundChannelWithSecret'];
export type ExternalServiceList = components['schemas']['ExternalServiceList'];
export type FlagList = components['schemas']['FlagList'];
export type FlagOverrides = components['schemas']['FlagOverrides'];
export type DocumentList = components['schemas']['DocumentList'];
export type NewDocument = components['schemas']['NewDocument'];
export type DocumentStateView = components['schemas']['DocumentStateView'];
export type DocumentView = components['schemas']['DocumentView'];
export type AffectedAnswerList = components['schemas']['AffectedAnswerList'];
export type DocumentContent = components['schemas']['DocumentContent'];
export type SeenVersion = components['schemas']['SeenVersion'];
export type KnowledgeQuestion = components['schemas']['KnowledgeQuestion'];
export type SearchResult = components['schemas']['SearchResult'];
export type Resend = components['schemas']['Resend'];
export type StartedResend = components['schemas']['StartedResend'];
export type CurrentPolicyOutput = components['schemas']['CurrentPolicy_Output'];
export type CategoryStandings = components['schemas']['CategoryStandings'];
export type PolicyChange = components['schemas']['PolicyChange'];
export type QueueListView = components['schemas']['QueueListView'];
export type ResolutionList = components['schemas']['ResolutionList'];
export type NotRememberedList = components['schemas']['NotRememberedList'];
export type ResolutionView = components['schemas']['ResolutionView'];
export type TenantList = components['schemas']['TenantList'];
export type NewTenant = components['schemas']['NewTenant'];
export type CreatedTenant = components['schemas']['CreatedTenant'];
export type WebhookList = components['schemas']['WebhookList'];
export type NewWebhook = components['schemas']['NewWebhook'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecret'];
export type WebhookView = components['schemas']['WebhookView'];
export type WebhookChange = components['schemas']['WebhookChange'];
export type WorkflowView = components['schemas']['WorkflowView'];
export type ApiKeyList = components['schemas']['ApiKeyList'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type MintedApiKey = components['schemas']['MintedApiKey'];
export type KeyRotation = components['schemas']['KeyRotation'];
export type CreateTicketBody = components['schemas']['CreateTicketBody'];
export type AcceptedTicketView = components['schemas']['AcceptedTicketView'];
export type TicketBatchBody = components['schemas']['TicketBatchBody'];
export type BatchView = components['schemas']['BatchView'];
export type TicketList = components['schemas']['TicketList'];
export type TicketViewDto = components['schemas']['TicketViewDto'];
export type TimelineView = components['schemas']['TimelineView'];
export type MessageBody = components['schemas']['MessageBody'];
export type ReceivedMessageView = components['schemas']['ReceivedMessageView'];
export type InboundMailBody = components['schemas']['InboundMailBody'];
export type MailAnswerView = components['schemas']['MailAnswerView'];
export type ReplyBody = components['schemas']['ReplyBody'];
export type ActedTicket = components['schemas']['ActedTicket'];
export type EmptyBody = components['schemas']['EmptyBody'];
export type CloseBody = components['schemas']['CloseBody'];
export type AssignBody = components['schemas']['AssignBody'];
export type NoteBody = components['schemas']['NoteBody'];
export type WrittenNote = components['schemas']['WrittenNote'];
export type FeedbackBody = components['schemas']['FeedbackBody'];
export type ApprovalList = components['schemas']['ApprovalList'];
export type ApprovalView = components['schemas']['ApprovalView'];
export type ApprovalDecision = components['schemas']['ApprovalDecision'];
export type CustomerView = components['schemas']['CustomerView'];
export type CustomerBody = components['schemas']['CustomerBody'];
export type ErasureAccepted = components['schemas']['ErasureAccepted'];
export type ErasureProof = components['schemas']['ErasureProof'];
export type SessionList = components['schemas']['SessionList'];
export type SessionView = components['schemas']['SessionView'];
export type SessionMessageList = components['schemas']['SessionMessageList'];
export type SummaryView = components['schemas']['SummaryView'];
export type FunnelView = components['schemas']['FunnelView'];
export type AgentsView = components['schemas']['AgentsView'];
export type TimeseriesView = components['schemas']['TimeseriesView'];
export type ServerList = components['schemas']['ServerList'];
export type NewServer = components['schemas']['NewServer'];
export type ServerView = components['schemas']['ServerView'];
export type ServerTest = components['schemas']['ServerTest'];
export type ToolList = components['schemas']['ToolList'];
export type CallList = components['schemas']['CallList'];
export type AcceptedTool = components['schemas']['AcceptedTool'];
export type ToolView = components['schemas']['ToolView'];
export type NewCall = components['schemas']['NewCall'];
export type CallAnswer = components['schemas']['CallAnswer'];
export type CallView = components['schemas']['CallView'];
export type CallVerdict = components['schemas']['CallVerdict'];
export type Problem = components['schemas']['Problem'];
export type $defs = Record<string, never>;
export interface operations {
    AgentsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AgentsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "triage" | "research" | "solution" | "quality" | "escalation";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AgentsController_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "triage" | "research" | "solution" | "quality" | "escalation";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AgentsController_versions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: "triage" | "research" | "solution" | "quality" | "escalation";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentVersions"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AgentsController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "triage" | "research" | "solution" | "quality" | "escalation";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgentVersion"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentVersion"];
                };
            };
            /** @description `AGENT_SETUP_INVALID`; `errors` say what the agent does not have. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AgentsController_activate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "triage" | "research" | "solution" | "quality" | "escalation";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveVersion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentVersion"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditController_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                order?: "newest" | "oldest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CategoriesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryList_Output"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CategoriesController_write: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryList"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryList_Output"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CategoriesController_train: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Training"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChannelsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChannelsController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedChannelView"];
                };
            };
            /** @description `SECRETS_KEY_MISSING` or `SMTP_NOT_CONFIGURED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeliveriesController_list: {
        parameters: {
            query?: {
                status?: "pending" | "delivered" | "failed";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeliveriesController_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_DISABLED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeliveriesController_redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_DISABLED` or `DELIVERY_NOT_ENDED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeadLettersController_list: {
        parameters: {
            query?: {
                service?: "gateway" | "supervisor" | "triage" | "research" | "solution" | "quality" | "escalation";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLettersView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeadLettersController_redrive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redrive"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedrivenView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExecuteAgentController_execute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "triage" | "research" | "solution" | "quality" | "escalation";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentTrial"];
            };
        };
        responses: {
            /**
             * @description As JSON, or with `Accept: text/event-stream` as events: `started`, `draft_progress` (`{text}`, the
             *     reply as far as a model has written it, before any check), at the end `result` or `error`, a problem document. The agent
             *     stops working when the reader leaves.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentAnswer"];
                    "text/event-stream": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InboundChannelsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundChannelList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InboundChannelsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInboundChannel"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundChannelWithSecret"];
                };
            };
            /** @description `CHANNEL_LIMIT`, or `SECRETS_KEY_MISSING`: no key seals the secret. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InboundChannelsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExternalServicesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExternalServiceList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FeatureFlagsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FeatureFlagsController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagOverrides"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDocument"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description It becomes so once what rests on the older version has been put aside. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_read: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_write: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentContent"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description It becomes so once what rests on the older version has been put aside. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description It becomes so once what rests on the older version has been put aside. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_affected: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AffectedAnswerList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeenVersion"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentStateView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    KnowledgeController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnowledgeQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OutboxController_resend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resend"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedResend"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PoliciesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentPolicy_Output"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PoliciesController_write: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentPolicy_Output"];
                };
            };
            /** @description `POLICY_CHANGED`; `current` is the policy as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PoliciesController_standings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryStandings"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    QueuesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueListView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    QueuesController_write: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items?: Record<string, never>[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueListView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResolutionsController_list: {
        parameters: {
            query?: {
                cursor?: string;
                ticketId?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolutionList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResolutionsController_notRemembered: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotRememberedList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResolutionsController_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolutionView"];
                };
            };
            /** @description `RESOLUTION_UNSUPPORTED` with the `documentIds`, or `RESOLUTION_WITHDRAWN`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResolutionsController_withdraw: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolutionView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedTenant"];
                };
            };
            /** @description `TENANT_EXISTS` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description `WEBHOOK_LIMIT`, or `SECRETS_KEY_MISSING`: no key seals the secret. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WorkflowController_read: {
        parameters: {
            query?: {
                format?: "json" | "mermaid";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                    "text/plain": string;
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiKeysController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiKeysController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MintedApiKey"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiKeysController_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MintedApiKey"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiKeysController_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TicketsController_list: {
        parameters: {
            query?: {
                status?: "received" | "triaging" | "researching" | "drafting" | "reviewing" | "awaiting_approval" | "sending" | "resolved" | "closed" | "with_person";
                category?: string;
                customer?: string;
                q?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TicketsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the first answer again, for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTicketBody"];
            };
        };
        responses: {
            /** @description Committed: nothing accepted is lost. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedTicketView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TicketsController_batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the first answer again, for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketBatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TicketsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketViewDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TicketsController_timeline: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedMessageView"];
                };
            };
            /** @description `ticket_closed`: open a new ticket. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InboundEmailController_receive: {
        parameters: {
            query?: never;
            header: {
                "webhook-signature": string;
                "webhook-timestamp": string;
                "webhook-id": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboundMailBody"];
                "message/rfc822": components["schemas"]["InboundMailBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailAnswerView"];
                };
            };
            /** @description `SIGNATURE_MISSING`, `SIGNATURE_OUTSIDE_WINDOW`, `SIGNATURE_INVALID` or `REQUEST_REPLAYED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedTicket"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EmptyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedTicket"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CloseBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedTicket"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_assign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedTicket"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EmptyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedTicket"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenNote"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PersonActionsController_feedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedbackBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActedTicket"];
                };
            };
            /** @description `current` is the ticket as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_list: {
        parameters: {
            query?: {
                status?: "open" | "held" | "decided" | "expired" | "superseded";
                ticketId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
                };
            };
            /** @description Decided, expired, superseded or changed; `current` is the approval as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
                };
            };
            /** @description Decided, expired, superseded or changed; `current` is the approval as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomersController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomersController_erase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureAccepted"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CustomersController_proof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureProof"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_list: {
        parameters: {
            query?: {
                customer?: string;
                channel?: "api" | "email" | "chat" | "web_form" | "forum" | "sms" | "phone" | "social";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_messages: {
        parameters: {
            query?: {
                q?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionMessageList"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StreamController_ofTicket: {
        parameters: {
            query?: never;
            header: {
                "last-event-id": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Facts as server-sent events: `id` resumes, `event` is the type, `data` the item of the timeline.
             *     For approvers also `draft_progress` without an id: `{ticketId, turn, text}`, the reply as far as a model has written
             *     it, before any check. It is not kept and may be left out.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StreamController_ofTenant: {
        parameters: {
            query?: never;
            header: {
                "last-event-id": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Facts as server-sent events: `id` resumes, `event` is the type, `data` the item of the timeline.
             *     For approvers also `draft_progress` without an id: `{ticketId, turn, text}`, the reply as far as a model has written
             *     it, before any check. It is not kept and may be left out.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AnalyticsController_summary: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RollupsController_funnel: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelView"];
                    "text/csv": string;
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RollupsController_agents: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentsView"];
                    "text/csv": string;
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RollupsController_timeseries: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                format?: "json" | "csv";
                step?: "hour" | "day";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeseriesView"];
                    "text/csv": string;
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    McpServersController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    McpServersController_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    McpServersController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    McpServersController_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerTest"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ToolsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ToolsController_calls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallList"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ToolsController_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server: string;
                tool: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptedTool"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolView"];
                };
            };
            /** @description `current` is the tool or the call as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ToolsController_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server: string;
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ToolsController_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server: string;
                tool: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallAnswer"];
                };
            };
            /** @description It waits for a decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallView"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ToolsController_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallVerdict"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallView"];
                };
            };
            /** @description `current` is the tool or the call as it is now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any error, as a problem document. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
