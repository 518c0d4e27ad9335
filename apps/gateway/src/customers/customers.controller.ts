import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { statusProblem } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { appendAudit } from '../audit/audit-log';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { personOf } from '../tickets/acting';
import {
  CustomerBody,
  CustomerId,
  CustomerView,
  ErasureAccepted,
  ErasureProof,
  customerView,
  erasureProof,
} from './customer.view';
import { findCustomer, putCustomer } from './customer-store';
import { EraseCustomer } from './erase-customer';
import { readErasure } from './erasure-store';

/** What the mesh knows about a customer, and how it is forgotten. */
@ApiTags('Customers')
@ApiBearerAuth()
@Controller('v1/customers/:id')
export class CustomersController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(EraseCustomer) private readonly eraseCustomer: EraseCustomer,
  ) {}

  @Get()
  @May('readCustomers')
  @ApiOkResponse({ type: CustomerView })
  @ApiNotFoundResponse()
  async get(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: CustomerId): Promise<CustomerView> {
    const row = await this.database.inTenant(tenantId, (sql) => findCustomer({ tenantId, sql }, id));
    if (!row) throw statusProblem(404);
    return customerView(row);
  }

  /** Replaces attributes and records; an e-mail address or a name that is left out stays. */
  @Put()
  @May('writeCustomers')
  @ApiOkResponse({ type: CustomerView })
  async put(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: CustomerId,
    @Body() body: CustomerBody,
  ): Promise<CustomerView> {
    const { tenantId, correlationId } = principal;
    const row = await this.database.inTenant(tenantId, async (sql) => {
      const saved = await putCustomer({ tenantId, sql }, id, body);
      const details = { records: body.records.length };
      const actor = personOf(principal);
      await appendAudit(
        { tenantId, sql },
        { actor, action: 'customer.changed', subject: 'customer', details, correlationId },
      );
      return saved;
    });
    return customerView(row);
  }

  @Delete()
  @HttpCode(202)
  @May('eraseCustomers')
  @ApiAcceptedResponse({ type: ErasureAccepted })
  @ApiNotFoundResponse()
  erase(@CurrentPrincipal() principal: Principal, @Param() { id }: CustomerId): Promise<ErasureAccepted> {
    return this.eraseCustomer.execute(principal, id);
  }

  /** The proof: what each service removed, and what expires when. */
  @Get('erasure')
  @May('eraseCustomers')
  @ApiOkResponse({ type: ErasureProof })
  @ApiNotFoundResponse()
  async proof(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: CustomerId): Promise<ErasureProof> {
    const found = await this.database.inTenant(tenantId, (sql) => readErasure({ tenantId, sql }, id));
    if (!found) throw statusProblem(404);
    return erasureProof(found);
  }
}
