import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import * as t from '@/texts/shell';

/** Deep sea green: calm beside data, and dark enough for white text from shade 7 on. */
const tide: MantineColorsTuple = [
  '#eef7f5', '#dcedea', '#b9dcd5', '#8fc7bc', '#63b0a2',
  '#41998a', '#2c8576', '#1a6f62', '#0f5f54', '#094a41',
];

/** Warm greys for the dark scheme, lightest first as Mantine wants it. */
const dark: MantineColorsTuple = [
  '#d6d5d1', '#bdbcb8', '#9b9a97', '#6e6e6d', '#45474a',
  '#33363a', '#24272b', '#1b1e21', '#15171a', '#101214',
];

export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: { light: 8, dark: 7 },
  colors: { tide, dark },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  headings: { fontFamily: '"Newsreader", Georgia, serif', fontWeight: '500' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Paper: {
      defaultProps: { withBorder: true, radius: 'lg' },
      styles: { root: { borderColor: 'var(--parlance-line)' } },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
    Modal: {
      defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontWeight: 600 } },
    },
    // Its first item is focused, not an empty element that is none of the menu's items.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Skeleton: { defaultProps: { radius: 'lg' } },
    CloseButton: { defaultProps: { 'aria-label': t.close } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true } },
  },
});

/** The few colours that stand beside Mantine's own. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1e21',
    '--mantine-color-dimmed': '#5d5f63',
    '--mantine-color-placeholder': '#6b6e73',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-yellow-light-color': '#7a4f00',
    '--mantine-color-orange-light-color': '#9c3b00',
    '--mantine-color-red-light-color': '#b3261e',
    '--mantine-color-blue-light-color': '#17569b',
    '--mantine-color-gray-light-color': '#4d5054',
    '--parlance-paper': '#faf9f6',
    '--parlance-line': '#e7e4dc',
    '--parlance-quiet': '#f3f1ec',
    '--parlance-accent': tide[8],
    '--parlance-mark': '#d5ebe5',
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-dimmed': '#a3a3a0',
    '--mantine-color-placeholder': '#94948f',
    '--mantine-color-error': '#ff9b92',
    '--mantine-color-tide-light': 'rgba(65, 153, 138, 0.2)',
    '--mantine-color-tide-light-hover': 'rgba(65, 153, 138, 0.28)',
    '--mantine-color-tide-light-color': tide[2],
    '--mantine-color-red-light': 'rgba(240, 90, 80, 0.16)',
    '--mantine-color-red-light-hover': 'rgba(240, 90, 80, 0.24)',
    '--mantine-color-red-light-color': '#ffb4ad',
    '--parlance-paper': dark[8],
    '--parlance-line': '#2e3135',
    '--parlance-quiet': '#22252a',
    '--parlance-accent': tide[3],
    '--parlance-mark': '#1d4a42',
  },
});
