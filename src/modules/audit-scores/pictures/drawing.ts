import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { described } from '../../../shared/picture-text.js';
import { fonts, type Picture } from './svg.js';

echarts.use([
  BarChart,
  ScatterChart,
  GridComponent,
  LabelLayout,
  MarkLineComponent,
  TitleComponent,
  SVGRenderer,
]);

/** Drawn without a browser; the same picture gives the same text, whatever was drawn before. */
export function svgOf({ width, height, title, description, option }: Picture): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: { fontFamily: fonts },
      ...option,
    });
    return described(chart.renderToSVGString().replace(forMice, ''), title, description);
  } finally {
    chart.dispose();
  }
}

/** What the library adds for a mouse, numbered by how much it has drawn before. Text never holds a plain quotation mark. */
const forMice = / (?:class|pointer-events|ecmeta_\w+)="[^"]*"|<style[^>]*>[^]*?<\/style>/g;
