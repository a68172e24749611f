import { Container, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';
import * as t from '@/texts/ask';
import classes from './ask.module.css';

/** What Parlance asks first, and what stands below it. */
export function OpeningFrame({ children }: { children?: ReactNode }) {
  return (
    <div className={classes.opening}>
      <Container size="sm" w="100%" px={0}>
        <Stack gap="lg">
          <Stack gap={4} align="center" ta="center">
            <Logo size={44} />
            <Title order={1} size={36} mt="sm">
              {t.openingTitle}
            </Title>
            <Text c="dimmed">{t.openingText}</Text>
          </Stack>
          {children}
        </Stack>
      </Container>
    </div>
  );
}
