import { Accordion, Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CSSProperties } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { ListStates } from '@/components/ui/list-states';
import { Waiting } from '@/components/ui/waiting';
import { useDashboardVersion, useDashboardVersions, useRestoreDashboard } from '@/lib/api/dashboards';
import type { DashboardItem, DashboardVersion, DashboardVersionDetail, Tile } from '@/lib/api/types';
import { settled } from '@/lib/dashboards/layout';
import { kindName, refreshLabel } from '@/lib/dashboards/words';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/board';
import classes from './dashboards.module.css';

function MapTile({ tile: { kind, title, text, x, y, w, h } }: { tile: Tile }) {
  const name = title || text?.slice(0, 80);
  return (
    <li className={classes.mapTile} style={{ '--x': x, '--y': y, '--w': w, '--h': h } as CSSProperties} title={name}>
      <span className={classes.mapKind}>{kindName(kind)}</span> <bdi>{name}</bdi>
    </li>
  );
}

/** What a version held and where, without its data. */
function Sketch({ version: { title, description, tiles, filters, refresh_seconds } }: { version: DashboardVersionDetail }) {
  const facts = [
    t.tilesCounted(tiles.length),
    filters.length > 0 && t.filteredBy(filters.map(({ label }) => label).join(', ')),
    refresh_seconds && t.refreshes(refreshLabel(String(refresh_seconds)).toLowerCase()),
  ];
  return (
    <>
      <div style={{ overflowWrap: 'anywhere' }}>
        <Text fw={550}>{title}</Text>
        {description && <Text size="sm">{description}</Text>}
        <Text size="sm" c="dimmed">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </div>
      <ul className={classes.map} aria-label={t.versionTiles}>
        {settled(tiles).map((tile) => (
          <MapTile key={tile.id} tile={tile} />
        ))}
      </ul>
    </>
  );
}

interface DetailProps {
  item: DashboardItem;
  number: number;
  current: boolean;
  onRestored: () => void;
}

function Detail({ item, number, current, onRestored }: DetailProps) {
  const { data, error, refetch } = useDashboardVersion(item.id, number);
  const restore = useRestoreDashboard(item.id);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={80} />;
  return (
    <Stack gap="sm">
      <Sketch version={data} />
      {restore.error && <ErrorPanel error={restore.error} />}
      {!current && (
        <Button size="xs" variant="default" w="fit-content" loading={restore.isPending} onClick={() => restore.mutate({ number, version: item.version }, { onSuccess: onRestored })}>
          {t.restoreVersion(number)}
        </Button>
      )}
    </Stack>
  );
}

function Head({ version: { number, summary, author, created_at }, current }: { version: DashboardVersion; current: boolean }) {
  return (
    <Stack gap={2} miw={0}>
      <Group gap="xs">
        <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
          {summary}
        </Text>
        {current && (
          <Badge variant="light" tt="none">
            {t.asItIs}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t.versionBy(number, author, <span title={exactMoment(created_at)}>{ago(created_at)}</span>)}
      </Text>
    </Stack>
  );
}

/** Who changed what and when, and the way back. */
export function VersionsModal({ item, onClose }: { item: DashboardItem; onClose: () => void }) {
  const { data, error, refetch } = useDashboardVersions(item.id);
  const done = (number: number) => {
    notifications.show({ message: t.versionRestored(number) });
    onClose();
  };
  const none = <Text c="dimmed">{t.noVersions}</Text>;
  return (
    <Modal opened onClose={onClose} title={t.versionsOf(item.title)} size="lg">
      <ListStates items={data} error={error} onRetry={() => void refetch()} empty={none}>
        {(versions) => (
          <Accordion variant="separated" keepMounted={false}>
            {versions.map((each, at) => (
              <Accordion.Item key={each.number} value={String(each.number)}>
                <Accordion.Control>
                  <Head version={each} current={at === 0} />
                </Accordion.Control>
                <Accordion.Panel>
                  <Detail item={item} number={each.number} current={at === 0} onRestored={() => done(each.number)} />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )}
      </ListStates>
    </Modal>
  );
}
