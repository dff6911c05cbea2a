import uPlot from 'uplot';

// Draws `.chart[data-chart]`: the projected months as a line with its range. The table below says the same in figures.
const color = (name, element) => getComputedStyle(element).getPropertyValue(name).trim();
const money = (sign, value) => sign + (value >= 1000 ? `${+(value / 1000).toFixed(1)}k` : `${+value.toFixed(value < 1 ? 4 : 2)}`);
const drawn = new WeakMap();

function draw(element) {
  const data = JSON.parse(element.dataset.chart);
  if (data.months.length === 0) return;
  const text = color('--muted', element);
  const accent = color('--accent', element);
  // The line colour of a high contrast theme is for borders: as a grid it would stand before the line of the chart.
  const isStrong = document.body.className.includes('vscode-high-contrast');
  const grid = { stroke: isStrong ? `color-mix(in srgb, ${color('--line', element)} 30%, transparent)` : color('--line', element), width: 1 };
  const axis = { stroke: text, grid, ticks: grid, font: `12px ${getComputedStyle(element).fontFamily}` };
  drawn.get(element)?.destroy();
  element.replaceChildren();
  const plot = new uPlot(
    {
      width: Math.max(280, element.clientWidth), height: 220, padding: [12, 28, 0, 0], cursor: { show: false }, legend: { show: false }, select: { show: false },
      scales: { x: { time: false, range: [0, data.months.length - 1] }, y: { range: [0, data.top] } },
      axes: [{ ...axis, values: (_plot, ticks) => ticks.map((at) => (Number.isInteger(at) ? (data.months[at] ?? '') : '')), space: 70 }, { ...axis, size: 64 + 6 * (data.sign.length - 1), values: (_plot, ticks) => ticks.map((at) => money(data.sign, at)) }],
      series: [{}, { stroke: accent, width: 1, dash: [3, 3], points: { show: false } }, { stroke: accent, width: 2, points: { show: false } }, { stroke: accent, width: 1, dash: [3, 3], points: { show: false } }],
      bands: [{ series: [3, 1], fill: `color-mix(in srgb, ${accent} 18%, transparent)` }],
    },
    [data.months.map((_, i) => i), data.low, data.expected, data.high],
    element,
  );
  drawn.set(element, plot);
}

const drawAll = () => document.querySelectorAll('.chart[data-chart]').forEach(draw);
let waiting;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(drawAll, 100);
};
drawAll();
window.addEventListener('resize', soon);
window.addEventListener('beforeprint', drawAll);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', soon);
// The editor replaces the content of the page, and changes its theme on the body.
const main = document.querySelector('main');
if (main) new MutationObserver(soon).observe(main, { childList: true });
new MutationObserver(soon).observe(document.body, { attributes: true, attributeFilter: ['class'] });
