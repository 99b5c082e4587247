import type { FlowTransfer, Tia } from '../domain/data-flow.js';
import type {
  DpfListingDto,
  FlowTransferDto,
  TiaDto,
  TransferDerogationDto,
  TransferInstrumentDto,
} from './transfer-parts.dto.js';

/** A request has undefined where the record has null: here the one becomes the other. */
export function transferOf(body: FlowTransferDto): FlowTransfer {
  const { toCountry, tool = null, sectorConfirmed = null, dataClass = null } = body;
  return { toCountry, tool, sectorConfirmed, dataClass, ...recordsOf(body) };
}

function recordsOf({ tia, instrument, derogation, dpfListing }: FlowTransferDto) {
  return {
    tia: tia ? tiaOf(tia) : null,
    instrument: instrument ? instrumentOf(instrument) : null,
    derogation: derogation ? derogationOf(derogation) : null,
    dpfListing: dpfListing ? listingOf(dpfListing) : null,
  };
}

function tiaOf(body: TiaDto): Tia {
  const { assessedOn, conclusion, nextReviewOn = null, assessor = null, laws = null } = body;
  const { sources = [], measures = [], note = null, evidenceId = null } = body;
  return {
    ...{ assessedOn, conclusion, nextReviewOn, assessor, laws, sources, note, evidenceId },
    measures: measures.map(({ kind, text }) => ({ kind, text })),
  };
}

function instrumentOf({ reference, seenOn, evidenceId = null }: TransferInstrumentDto) {
  return { reference, seenOn, evidenceId };
}

function derogationOf(body: TransferDerogationDto) {
  const { ground = null, necessity = null, occasional = null, safeguards = null } = body;
  const { assessedOn = null, risksToldOn = null, evidenceId = null } = body;
  const { authorityInformedOn = null, peopleInformedOn = null } = body;
  return {
    ...{ ground, necessity, occasional, safeguards, assessedOn, risksToldOn },
    ...{ authorityInformedOn, peopleInformedOn, evidenceId },
  };
}

function listingOf({ status, frameworks, coveredData, nextCertificationDue = null }: DpfListingDto) {
  return { status, frameworks, coveredData, nextCertificationDue };
}

/** As it is shown, with lists of its own; what was not asked yet is null. */
export function transferShown({ dpfListing, tia, ...transfer }: FlowTransfer): FlowTransferDto {
  const { instrument = null, derogation = null, dataClass = null } = transfer;
  return {
    ...transfer,
    ...{ instrument, derogation, dataClass },
    tia: tia && tiaShown(tia),
    dpfListing: dpfListing && {
      ...dpfListing,
      frameworks: [...dpfListing.frameworks],
      coveredData: [...dpfListing.coveredData],
    },
  };
}

export function tiaShown(tia: Tia): TiaDto {
  const { assessor = null, laws = null, sources = [], measures = [] } = tia;
  return { ...tia, assessor, laws, sources: [...sources], measures: [...measures] };
}
