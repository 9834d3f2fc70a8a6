import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Results } from './results';

use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const names = {
  'access-key': 'Cloud Custodian, access-key',
  credential: 'Cloud Custodian, credential',
  prowler: 'Prowler',
  'first run': 'Keyturn, first run',
  '1 % due': 'Keyturn, 1 % due',
  'steady state': 'Keyturn, steady state',
} as const;

/** IAM calls and time by users, both axes logarithmic; SVG. */
export function pictureOf({ rows, latency }: Results): string {
  const works = (Object.keys(names) as (keyof typeof names)[]).filter((work) =>
    rows.some((row) => row.work === work),
  );
  const line = (
    work: keyof typeof names,
    axis: number,
    value: (row: (typeof rows)[number]) => number,
  ) => ({
    type: 'line' as const,
    name: names[work],
    xAxisIndex: axis,
    yAxisIndex: axis,
    symbolSize: 7,
    data: rows
      .filter((row) => row.work === work)
      .toSorted((a, b) => a.users - b.users)
      .map((row) => [row.users, value(row)]),
  });
  const sizes = rows.map((row) => row.users);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 460 });
  const users = {
    type: 'log' as const,
    name: 'IAM users',
    nameLocation: 'middle' as const,
    nameGap: 28,
  };
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    color: ['#8c510a', '#d8b365', '#999999', '#01665e', '#35978f', '#80cdc1'],
    title: [
      { text: 'IAM calls of one run', left: 60, top: 0, textStyle: { fontSize: 15 } },
      { text: `Seconds, ${latency} ms a call`, left: 540, top: 0, textStyle: { fontSize: 15 } },
    ],
    legend: {
      bottom: 0,
      // Wide, since without a browser the texts' widths are only guessed.
      itemGap: 45,
      textStyle: { fontSize: 11 },
      data: works.map((work) => names[work]),
    },
    grid: [
      { left: 60, width: 380, top: 40, bottom: 110 },
      { left: 540, width: 380, top: 40, bottom: 110 },
    ],
    xAxis: [0, 1].map((gridIndex) => ({
      ...users,
      gridIndex,
      min: Math.min(...sizes),
      max: Math.max(...sizes),
    })),
    yAxis: [
      { type: 'log', gridIndex: 0, min: 1 },
      { type: 'log', gridIndex: 1, min: 0.1 },
    ],
    series: works.flatMap((work) => [
      line(work, 0, (row) => row.iamCalls),
      line(work, 1, (row) => row.milliseconds / 1000),
    ]),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
