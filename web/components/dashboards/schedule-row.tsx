import { Alert, Badge, Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ErrorPanel } from '@/components/ui/error-panel';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useChangeSchedule, useDeleteSchedule, useSendSchedule } from '@/lib/api/schedules';
import type { Schedule } from '@/lib/api/types';
import { draftOf, placeText, rhythmText, sentOf } from '@/lib/dashboards/schedules';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/schedules';

interface Props {
  id: string;
  schedule: Schedule;
  onEdit: () => void;
}

function State({ schedule: { enabled, failures, next_run_at, last_run_at, last_outcome, owner } }: { schedule: Schedule }) {
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {enabled && next_run_at ? <span title={exactMoment(next_run_at)}>{t.nextAt(ago(next_run_at))}</span> : t.turnedOff}
      {last_run_at && (
        <>
          {' · '}
          <span title={exactMoment(last_run_at)}>
            {last_outcome === 'sent' ? t.sent : t.failed} {ago(last_run_at)}
          </span>
        </>
      )}
      {failures > 0 ? t.failedTimes(failures, owner) : t.onBehalf(owner)}
    </Text>
  );
}

/** Turning on and off keeps everything else as it is. */
function Switcher({ id, schedule }: Pick<Props, 'id' | 'schedule'>) {
  const { mutate, isPending } = useChangeSchedule(id, schedule.id);
  const { version, enabled } = schedule;
  const say = (error: Error) => notifications.show({ color: 'red', message: error.message });
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={isPending}
      onClick={() => mutate({ ...sentOf(draftOf(schedule)), version, enabled: !enabled }, { onError: say })}
    >
      {enabled ? t.turnOff : t.turnOn}
    </Button>
  );
}

export function ScheduleRow({ id, schedule, onEdit }: Props) {
  const name = rhythmText(schedule);
  const remove = useDeleteSchedule(id, schedule.id);
  const send = useSendSchedule(id, schedule.id);
  const { enabled, failures, last_outcome, last_error } = schedule;
  const sendNow = () =>
    send.mutate(undefined, {
      onSuccess: ({ outcome }) => outcome === 'sent' && notifications.show({ message: t.dashboardSent }),
    });
  return (
    <Paper p="sm" component="section" aria-label={name}>
      <Group gap="xs">
        <Text fw={550}>{name}</Text>
        {!enabled && (
          <Badge color={failures > 0 ? 'red' : 'gray'} variant="light" tt="none">
            {failures > 0 ? t.stopped : t.off}
          </Badge>
        )}
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {placeText(schedule)}
      </Text>
      <State schedule={schedule} />
      {last_outcome === 'failed' && last_error && (
        <Alert color="red" variant="light" radius="lg" py="xs" mt="xs">
          {last_error}
        </Alert>
      )}
      {send.error && <ErrorPanel error={send.error} />}
      <Group gap={4} mt="xs">
        <Button size="compact-sm" variant="default" loading={send.isPending} onClick={sendNow}>
          {t.sendNow}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onEdit} aria-label={t.editThis(name)}>
          {t.edit}
        </Button>
        <Switcher id={id} schedule={schedule} />
        <GuardedButton
          label={t.deleteIt}
          describes={t.deleteThis(name)}
          title={t.reallyDeleteSchedule}
          text={t.deleteScheduleMeans}
          action={t.deleteSchedule}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => tellWhenDone(remove.mutateAsync(undefined), () => t.scheduleDeleted)}
        />
      </Group>
    </Paper>
  );
}
