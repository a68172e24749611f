import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useChangeSchedule, useCreateSchedule, useSchedules } from '@/lib/api/schedules';
import type { DashboardItem, NewSchedule, Schedule } from '@/lib/api/types';
import * as t from '@/texts/schedules';
import { ScheduleForm } from './schedule-form';
import { ScheduleRow } from './schedule-row';

function Secret({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Alert variant="light" radius="lg" icon={<IconKey aria-hidden />} title={t.copySecretNow} role="status">
      <Stack gap="sm">
        <Text size="sm">
          {t.secretMeans}
        </Text>
        <Command label={t.secret} text={text} />
        <Button size="xs" variant="default" w="fit-content" onClick={onClose}>
          {t.iHaveIt}
        </Button>
      </Stack>
    </Alert>
  );
}

interface FormProps {
  id: string;
  hasMail: boolean;
  onDone: (secret?: string) => void;
}

function NewForm({ id, hasMail, onDone }: FormProps) {
  const create = useCreateSchedule(id);
  const send = async (fields: NewSchedule) => onDone((await create.mutateAsync(fields)).secret);
  return <ScheduleForm hasMail={hasMail} action={t.addSchedule} onSend={send} onClose={() => onDone()} />;
}

function ChangeForm({ id, hasMail, schedule, onDone }: FormProps & { schedule: Schedule }) {
  const change = useChangeSchedule(id, schedule.id);
  const send = async (fields: NewSchedule) => onDone((await change.mutateAsync({ ...fields, version: schedule.version })).secret);
  return <ScheduleForm start={schedule} hasMail={hasMail} action={t.save} onSend={send} onClose={() => onDone()} />;
}

/** When a dashboard is sent and where, and what became of it. */
export function SchedulesModal({ item: { id, title }, onClose }: { item: Pick<DashboardItem, 'id' | 'title'>; onClose: () => void }) {
  const { data, error, refetch } = useSchedules(id);
  const [edited, setEdited] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const done = (told?: string) => {
    setEdited(undefined);
    if (told) setSecret(told);
  };
  const changed = data?.schedules.find((each) => each.id === edited);
  return (
    <Modal opened onClose={onClose} title={t.sendNamed(title)} size="lg">
      <Stack>
        <Text size="sm" c="dimmed">
          {t.schedulesAbout}
        </Text>
        {secret && <Secret text={secret} onClose={() => setSecret(undefined)} />}
        {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Waiting h={120} />}
        {data?.schedules.length === 0 && edited === undefined && <Text>{t.noSchedules}</Text>}
        {data && edited === undefined && (
          <>
            {data.schedules.map((each) => (
              <ScheduleRow key={each.id} id={id} schedule={each} onEdit={() => setEdited(each.id)} />
            ))}
            <Button variant="default" w="fit-content" onClick={() => setEdited('')} leftSection={<IconPlus size={16} aria-hidden />}>
              {t.addScheduleTitle}
            </Button>
          </>
        )}
        {data && edited === '' && <NewForm id={id} hasMail={data.has_mail} onDone={done} />}
        {data && changed && <ChangeForm id={id} hasMail={data.has_mail} schedule={changed} onDone={done} />}
      </Stack>
    </Modal>
  );
}
