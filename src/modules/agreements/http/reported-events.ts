import { applyDecorators, Body, type PipeTransform } from '@nestjs/common';

import { ApiBody, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';

import { validationPipe } from '../../../platform/http/validation.js';
import type { ReportedEvent } from '../domain/sharing-event.js';
import { ReportSharingEventDto, ReportSharingEventsDto } from './sharing.dto.js';

export type ReportedEvents = readonly ReportedEvent[];

/** One event by itself or `{"events": […]}`: whichever it is, everything that is wrong with it is named at once. */
class ReportedEventsPipe implements PipeTransform<unknown, Promise<ReportedEvents>> {
  private readonly validation = validationPipe();

  async transform(body: unknown): Promise<ReportedEvents> {
    if (typeof body !== 'object' || body === null || !('events' in body))
      return [reported(await this.valid(body, ReportSharingEventDto), '')];
    const { events } = await this.valid(body, ReportSharingEventsDto);
    return events.map((event, at) => reported(event, `/events/${at}`));
  }

  private valid<T>(body: unknown, metatype: new () => T): Promise<T> {
    return this.validation.transform(body ?? {}, { type: 'body', metatype }) as Promise<T>;
  }
}

function reported(event: ReportSharingEventDto, pointer: string): ReportedEvent {
  const { reference, at, categories, subjects, records, toCountry, purpose } = event;
  return { reference, at: new Date(at), categories, subjects, records, toCountry, purpose, pointer };
}

export const BodyOfEvents = (): ParameterDecorator => Body(new ReportedEventsPipe());

export const ApiBodyOfEvents = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(ReportSharingEventDto, ReportSharingEventsDto),
    ApiBody({
      schema: {
        oneOf: [
          { $ref: getSchemaPath(ReportSharingEventDto) },
          { $ref: getSchemaPath(ReportSharingEventsDto) },
        ],
      },
    }),
  );
