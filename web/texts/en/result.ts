import { number } from '@/lib/format';
import { count } from './plural';

export const copiedToClipboard = 'Copied to the clipboard';

export const tooManyCells = (most: number) => `More than ${number(most)} cells: take a file instead.`;
export const cellCopied = 'Cell copied';
export const cellsCopied = (cells: number) => `${number(cells)} cells copied`;

export const fileCut = (rows: number) => `The file has the first ${count(rows, 'row')}. A limit of this server cut the rest.`;

export const comparisons = {
  contains: 'contains',
  equals: 'is',
  not_equals: 'is not',
  less: 'is less than',
  less_equal: 'is at most',
  greater: 'is more than',
  greater_equal: 'is at least',
  is_null: 'is NULL',
  is_not_null: 'is not NULL',
};
export const momentComparisons = {
  less: 'is before',
  less_equal: 'is at the latest',
  greater: 'is after',
  greater_equal: 'is at the earliest',
};
export const numberWrong = 'Write a number such as 12.5';
export const dateWrong = 'Write a date such as 2024-05-01';
export const valueMissing = 'Write what to look for';

export const optionsOf = (name: string) => `Options of ${name}`;
export const sortUp = 'Sort up';
export const sortDown = 'Sort down';
export const openFilter = 'Filter…';
export const unpin = 'Unpin';
export const pinLeft = 'Pin to the left';
export const hide = 'Hide';
export const fitToContent = 'Fit to content';
export const copyName = 'Copy name';

export const excelWorkbook = 'Excel workbook';
export const xlsxHelp = 'Dates are dates; texts are never formulas';
export const csv = 'CSV';
export const csvHelp = 'What looks like a formula gets an apostrophe';
export const parquet = 'Parquet';
export const parquetHelp = 'Typed columns, exact decimals';
export const markdown = 'Markdown';
export const markdownHelp = 'A table for texts';
export const cancel = 'Cancel';
export const preparing = 'preparing';
export const asInTable = (sorted: boolean, filtered: boolean, ordered: boolean) =>
  `As in the table: ${[sorted && 'sorted', filtered && 'filtered', ordered && 'its columns'].filter(Boolean).join(', ')}`;
export const wholeResult = 'The whole result, as it came';
export const allAs = (label: string) => `All as ${label}`;
export const exportNamed = (title: string) => `Export ${title}`;
export const exportRows = 'Export';
export const chartPng = 'Chart as PNG';
export const chartSvg = 'Chart as SVG';

export const filterBy = (name: string) => `Filter by ${name}`;
export const rowsWhere = 'Rows where it';
export const value = 'Value';
export const filter = 'Filter';

export const goToRow = 'Go to row';

export const firstRowsShown = (rows: number) => `The first ${count(rows, 'row')}; there are more`;
export const rowsMatch = (rows: number) => `${count(rows, 'row')} match`;
export const rowsCounted = (amount: number) => count(amount, 'row');
export const removeFilter = (filter: string) => `Remove the filter ${filter}`;
export const asItCame = 'As it came';
export const showHidden = (hidden: number) => `Show ${count(hidden, 'hidden column')}`;

export const noRowsMatch = 'No rows match.';

export const nullValue = 'NULL';
export const empty = 'empty';

export const headMasked = (name: string) => `${name}, masked for you`;

export const bytes = 'bytes';
export const bytesLong = (bytes: number) => `${number(bytes)} bytes`;
export const charactersLong = (characters: number) => `${number(characters)} characters`;
export const cellFacts = (type: string, size: string, masked: boolean) => `${masked ? 'Masked for you; ' : ''}${type}, ${size}`;
