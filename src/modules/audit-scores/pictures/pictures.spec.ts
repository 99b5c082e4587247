import { inputs, model, withControl } from '../../../../test/support/payroll.js';
import { scoreOf } from '../domain/score.js';
import { shortened } from '../../../shared/picture-text.js';
import { portfolioPicture } from './portfolio-picture.js';
import { svgOf } from './drawing.js';
import { vendorPicture } from './vendor-picture.js';

const payroll = scoreOf(inputs(), model);
const hostile = `"><script>alert(1)</script><a href='javascript:x'>&amp;{b|c}{value}`;
const cells = [
  { inherent: 16, residual: 7, grade: 'C', vendors: 1, name: 'Payroll One' },
  { inherent: 19, residual: 19, grade: 'F', vendors: 1, name: hostile },
  { inherent: 6, residual: 2, grade: 'A', vendors: 1_200, name: null },
] as const;

describe('the picture of a vendor', () => {
  it('says in words what it shows', () => {
    const svg = svgOf(vendorPicture('Payroll One', payroll, model));
    expect(svg).toMatch(/^<svg role="img" aria-labelledby="title desc" /);
    expect(svg).toContain('<title id="title">Payroll One: residual risk 35.31, grade C</title>');
    expect(svg).toContain('IR_PLAN: −3.27');
    for (const said of ['Inherent risk', 'Residual risk: C', '80.00', '−16.36', '35.31', 'A | B'])
      expect(svg).toContain(said);
  });

  it('is the same text each time, whatever was drawn in between', () => {
    const draw = () => svgOf(vendorPicture('Payroll One', payroll, model));
    const first = draw();
    svgOf(portfolioPicture(cells, model));
    expect(draw()).toBe(first);
  });

  it('shows the largest parts and sums up the others', () => {
    const controls = Array.from({ length: 40 }, (_, n) => ({
      ...inputs().controls[0],
      id: `c${n}`,
      title: `Control ${n}`,
    }));
    const many = scoreOf({ ...inputs(), controls: controls as never }, model);
    const { option, description } = vendorPicture('Many', many, model);
    expect((option as { yAxis: { data: string[] } }).yAxis.data).toHaveLength(17);
    expect(description).toContain('26 smaller parts: −46.80');
  });

  it('names knock-outs and the range', () => {
    const failed = scoreOf(withControl('MFA', { answer: 0 }), model);
    expect(vendorPicture('X', failed, model).description).toContain('· 1 knock-out');
    const silent = scoreOf(
      inputs({ controls: inputs().controls.map((each) => ({ ...each, answer: null })) }),
      model,
    );
    expect(vendorPicture('X', silent, model).description).toContain('between 8.00 and 80.00');
  });
});

describe('every picture', () => {
  it.each([
    ['of a vendor', () => svgOf(vendorPicture(hostile, payroll, model))],
    ['of the portfolio', () => svgOf(portfolioPicture(cells, model))],
  ])('%s keeps names as text, and brings no script and no address', (_case, draw) => {
    const svg = draw();
    const markup = svg.replace(/>[^<]*</g, '><');
    expect(markup).not.toMatch(
      /<(?!\/?(svg|title|desc|rect|path|text|tspan|g|defs|clipPath)\b)|\son\w+=|href=/i,
    );
    expect(svg).toContain('&lt;script');
    expect(svg.match(/<svg/g)).toHaveLength(1);
  });
});

describe('the picture of the portfolio', () => {
  it('counts vendors and names the worst', () => {
    const { title, description } = portfolioPicture(cells, model);
    expect(title).toBe('Inherent and residual risk of 1202 vendors');
    expect(description).toContain('grade A: 1200, grade B: 0, grade C: 1, grade D: 0, grade F: 1');
    expect(svgOf(portfolioPicture([], model))).toContain('of 0 vendors');
  });
});

describe('a long name', () => {
  it('is cut between characters', () => {
    expect(shortened('short', 10)).toBe('short');
    expect(shortened('👩‍🚀'.repeat(3), 4)).toHaveLength([...'👩‍🚀'].slice(0, 3).join('').length + 1);
  });
});
