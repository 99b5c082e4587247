import { shortened } from '../../../shared/picture-text.js';
import { sum } from '../domain/exact.js';
import type { PortfolioCell } from '../domain/portfolio.js';
import { grades, type ScoringModel } from '../domain/scoring-model.js';
import { gradeColours, type Picture } from './svg.js';
import { gradeLines } from './vendor-picture.js';

const side = 5;
const mostNames = 12;
/** From this cell on a name has no room to the right. */
const farRight = 14;

/** Every vendor by inherent and residual risk; a dot is as large as the number of vendors in its five points. */
export function portfolioPicture(cells: readonly PortfolioCell[], model: ScoringModel): Picture {
  const total = sum(cells.map(({ vendors }) => vendors));
  const named = new Set(worstSingles(cells));
  const counts = grades.map((grade) => ({
    grade,
    vendors: sum(ofGrade(cells, grade).map((cell) => cell.vendors)),
  }));
  return {
    width: 920,
    height: 640,
    title: `Inherent and residual risk of ${total} vendors`,
    description: [
      counts.map(({ grade, vendors }) => `grade ${grade}: ${vendors}`).join(', '),
      ...[...named].map(({ name, grade }) => `${name ?? ''} (${grade})`),
    ].join('; '),
    option: {
      title: {
        text: `Inherent and residual risk of ${total} vendors`,
        subtext: counts.map(({ grade, vendors }) => `${grade} ${vendors}`).join('   '),
        left: 16,
        top: 10,
        textStyle: { fontSize: 17, color: '#1f2933' },
        subtextStyle: { fontSize: 13, color: '#52606d' },
      },
      grid: { left: 70, right: 60, top: 80, bottom: 60 },
      xAxis: axis('inherent risk (before controls)', 30),
      yAxis: axis('residual risk (after controls)', 40),
      series: grades.map((grade, index) => ({
        type: 'scatter',
        name: grade,
        silent: true,
        labelLayout: { hideOverlap: true },
        itemStyle: { color: gradeColours[grade], opacity: 0.8, borderColor: '#ffffff', borderWidth: 1 },
        data: ofGrade(cells, grade).map((cell) => dotOf(cell, named)),
        ...(index === 0 ? { markLine: gradeLines(model, 'yAxis') } : {}),
      })),
    },
  };
}

function dotOf(cell: PortfolioCell, named: ReadonlySet<PortfolioCell>): object {
  const { inherent, residual, vendors, name } = cell;
  const text = vendors > 1 ? String(vendors) : named.has(cell) ? shortened(name ?? '', 28) : '';
  const middle = (at: number) => at * side + side / 2;
  return {
    value: [middle(inherent), middle(residual)],
    symbolSize: Math.min(12 + 9 * Math.log10(vendors), 46),
    label: {
      show: text !== '',
      position: vendors > 1 ? 'inside' : inherent < farRight ? 'right' : 'left',
      fontSize: 10,
      color: vendors > 1 ? '#ffffff' : '#1f2933',
      formatter: () => text,
    },
  };
}

/** Vendors that stand alone in the worst cells: few enough to be named. */
function worstSingles(cells: readonly PortfolioCell[]): PortfolioCell[] {
  return cells
    .filter(({ vendors, grade }) => vendors === 1 && (grade === 'D' || grade === 'F'))
    .sort((a, b) => b.residual - a.residual || b.inherent - a.inherent)
    .slice(0, mostNames);
}

const ofGrade = (cells: readonly PortfolioCell[], grade: PortfolioCell['grade']) =>
  cells.filter((cell) => cell.grade === grade);

function axis(name: string, nameGap: number): object {
  return {
    type: 'value',
    min: 0,
    max: 100,
    name,
    nameLocation: 'middle',
    nameGap,
    axisLabel: { fontSize: 11 },
    splitLine: { lineStyle: { color: '#eef1f4' } },
  };
}
