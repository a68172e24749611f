import { ActionIcon, Box, Group, Skeleton, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { usePathname } from 'next/navigation';
import { useMe } from '@/components/auth/auth-context';
import { Link } from '@/components/ui/link';
import * as t from '@/texts/shell';
import { Brand } from './brand';
import classes from './navigation.module.css';
import { help, isIn, places, type Place } from './places';
import { SchemeButton } from './scheme-button';
import { useFetchAhead } from './use-fetch-ahead';
import { UserMenu } from './user-menu';

function PlaceLink({ place, here }: { place: Place; here: boolean }) {
  const { href, label, icon: Icon } = place;
  return (
    <Link href={href} className={classes.place} aria-current={here ? 'page' : undefined}>
      <Icon size={18} stroke={1.7} aria-hidden />
      {label}
    </Link>
  );
}

/** The places that everybody may see are there at once; the others come with the person. */
export function Navigation({ onClose }: { onClose: () => void }) {
  const pathname = usePathname();
  const me = useMe();
  const open = places.filter(({ permission }) => !permission || me?.permissions.includes(permission));
  useFetchAhead(me ? [...open, help].map(({ href }) => href) : []);
  return (
    <Stack mih="100%" p="md" gap="xs">
      <Group justify="space-between" mb="md">
        <Box visibleFrom="sm">
          <Brand />
        </Box>
        <ActionIcon hiddenFrom="sm" variant="subtle" ml="auto" onClick={onClose} aria-label={t.closeMenu}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      {open.map((place) => (
        <PlaceLink key={place.href} place={place} here={isIn(pathname, place)} />
      ))}
      <Box mt="auto">
        <PlaceLink place={help} here={isIn(pathname, help)} />
      </Box>
      <Group gap="xs" wrap="nowrap">
        {me ? <UserMenu me={me} /> : <Skeleton h={53} flex={1} />}
        <SchemeButton />
      </Group>
    </Stack>
  );
}
