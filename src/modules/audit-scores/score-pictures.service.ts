import { Injectable } from '@nestjs/common';
import { VendorsService } from '../vendors/index.js';
import { AuditScoresService, refuseUnscored } from './audit-scores.service.js';
import { portfolioPicture } from './pictures/portfolio-picture.js';
import type { Picture } from './pictures/svg.js';
import { vendorPicture } from './pictures/vendor-picture.js';
import { PortfolioService } from './portfolio.service.js';
import { ScoringModelsService } from './scoring-models.service.js';

/** Scores as pictures, drawn here: no browser, no outside service. */
@Injectable()
export class ScorePicturesService {
  constructor(
    private readonly vendors: VendorsService,
    private readonly models: ScoringModelsService,
    private readonly scores: AuditScoresService,
    private readonly portfolios: PortfolioService,
  ) {}

  async vendor(vendorId: string): Promise<string> {
    const { name } = await this.vendors.get(vendorId);
    const standing = await this.scores.newest(vendorId);
    if (standing.state === 'unscored') return refuseUnscored(standing.reasons);
    const { score } = standing;
    return drawn(vendorPicture(name, score, await this.models.model(score.modelId)));
  }

  async portfolio(): Promise<string> {
    return drawn(portfolioPicture(await this.portfolios.cells(), await this.models.current()));
  }
}

/** The library that draws is large: it is read with the first picture, not at the start. */
async function drawn(picture: Picture): Promise<string> {
  const { svgOf } = await import('./pictures/drawing.js');
  return svgOf(picture);
}
