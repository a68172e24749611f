import { Group, Text } from '@mantine/core';
import { Link } from '@/components/ui/link';
import { Logo } from '@/components/ui/logo';
import * as t from '@/texts/shell';
import classes from './navigation.module.css';

export function Brand() {
  return (
    <Link href="/" className={classes.brand}>
      <Group gap={10} wrap="nowrap">
        <Logo />
        <Text span ff="heading" fz={22} fw={500} lh={1}>
          {t.parlance}
        </Text>
      </Group>
    </Link>
  );
}
