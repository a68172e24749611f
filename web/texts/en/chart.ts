import { count } from './plural';

export const summaries = {
  count: 'Number',
  distinct: 'Different values',
  sum: 'Sum',
  average: 'Average',
  minimum: 'Least',
  maximum: 'Greatest',
};
export const numberOfRows = 'Number of rows';
export const summaryOf = (summaryWords: string, name: string) => `${summaryWords} of ${name}`;
export const byUnit = (name: string, unit: string) => `${name} by ${unit}`;
export const chooseShown = 'Choose what to show.';
export const chooseUp = 'Choose what goes up.';
export const chooseAlong = 'Choose what goes along.';
export const chooseColour = 'Choose what the colour shows.';

export const aNumber = 'number';

export const editChart = 'Edit chart';
export const makeAChart = 'Make a chart';

export const asItIs = 'As it is';
export const sum = 'Sum';
export const average = 'Average';
export const least = 'Least';
export const greatest = 'Greatest';
export const differentValues = 'Different values';
export const inSteps = 'In steps';
export const byHour = 'By hour';
export const byDay = 'By day';
export const byWeek = 'By week';
export const byMonth = 'By month';
export const byQuarter = 'By quarter';
export const byYear = 'By year';
export const first = 'First';
export const last = 'Last';
export const maskWithheld = 'Nothing';
export const how = 'How';
export const howChannel = (label: string) => `How: ${label}`;

export const chart = 'Chart';
export const form = 'Form';
export const vegaLite = 'Vega-Lite';
export const beyondForm = 'This chart has parts that the form has no words for. Its source can be edited.';
export const beginAnew = 'Begin anew';
export const preview = 'Preview';
export const backToProposed = 'Back to the proposed chart';
export const noChart = 'No chart';
export const cancel = 'Cancel';
export const keepChart = 'Keep this chart';

export const bars = 'Bars';
export const lyingBars = 'Lying bars';
export const line = 'Line';
export const area = 'Area';
export const points = 'Points';
export const pie = 'Pie';
export const heatMap = 'Heat map';
export const bigNumber = 'Big number';
export const orderResult = 'As in the result';
export const byNameUp = 'By name, up';
export const byNameDown = 'By name, down';
export const bySizeUp = 'By size, up';
export const bySizeDown = 'By size, down';
export const along = 'Along';
export const up = 'Up';
export const colour = 'Colour';
export const perFacet = 'One chart for each';
export const length = 'Length';
export const size = 'Size';
export const slices = 'Slices';
export const value = 'Value';
export const kind = 'Kind';
export const title = 'Title';
export const sideBySide = 'Bars beside each other, not on top';
export const order = 'Order';

export const specification = 'Vega-Lite specification';
export const drawIt = 'Draw it';
export const sourceRule = 'Charts draw the columns of this result; data and addresses of their own are refused.';
export const notJsonYet = 'This is no JSON object yet.';

export const cannotDraw = 'This chart cannot be drawn; the table has all of it.';
export const chartNamed = (label: string) => `Chart: ${label}`;

export const drawing = 'Drawing the chart';
export const drawnFromRows = (rows: number) => `Drawn from the first ${count(rows, 'row')}; there are more.`;
export const drawnFromGroups = (groups: number) => `Drawn from the first ${count(groups, 'group')}; there are more.`;

export const nullValue = 'NULL';
