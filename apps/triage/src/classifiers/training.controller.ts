import { Body, Controller, Inject, Post, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import type { ConfigOf } from '@mesh/config';
import { createZodDto } from 'nestjs-zod';
import { TriageConfig } from '../triage.config';
import { trainModel } from './train-model';
import { TrainedClassifiers } from './trained-classifiers.port';
import { type TrainingReport, TrainingRows, reportOf } from './training-rows';

export class TrainingRowsDto extends createZodDto(TrainingRows) {}

/** Trains the classifier of the caller's tenant; the gateway has checked the role. */
@Controller('internal/categories/training')
@UseGuards(InternalGuard)
export class TrainingController {
  constructor(
    @Inject(TrainedClassifiers) private readonly classifiers: TrainedClassifiers,
    @Inject(TriageConfig.token) private readonly config: ConfigOf<typeof TriageConfig>,
  ) {}

  @Post()
  async train(@Caller() caller: InternalCaller, @Body() { rows }: TrainingRowsDto): Promise<TrainingReport> {
    const most = this.config.TRIAGE_TRAINING_MAX_ROWS;
    if (rows.length > most) throw new ProblemException(413, 'TRAINING_TOO_LARGE', `At most ${most} rows are accepted.`);
    const { version, model } = await this.classifiers.add(caller.tenantId, await trainModel(rows));
    return reportOf(version, model);
  }
}
