import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource/newsreader/500.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { guestScript } from '@/lib/api/guest';
import { language } from '@/texts/language';
import * as t from '@/texts/pages';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: t.parlance, template: '%s · Parlance' },
  description: t.description,
  referrer: 'same-origin',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={language} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
        {/* eslint-disable-next-line react/no-danger -- a constant of ours, which the build moves to a file */}
        <script dangerouslySetInnerHTML={{ __html: guestScript }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
