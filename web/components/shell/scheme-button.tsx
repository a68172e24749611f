import { ActionIcon, Box, VisuallyHidden, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import * as t from '@/texts/shell';

/** Says in light what leads to dark, and the other way: by style, since the page that is sent does not know the colours. */
export function SchemeButton() {
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" onClick={toggleColorScheme}>
      <Box component="span" lh={0} darkHidden>
        <IconMoon size={18} aria-hidden />
        <VisuallyHidden>{t.useColours.dark}</VisuallyHidden>
      </Box>
      <Box component="span" lh={0} lightHidden>
        <IconSun size={18} aria-hidden />
        <VisuallyHidden>{t.useColours.light}</VisuallyHidden>
      </Box>
    </ActionIcon>
  );
}
