import { Group, Input, SegmentedControl, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { FormFoot } from '@/components/ui/form-foot';
import type { NewSchedule, Schedule } from '@/lib/api/types';
import { draftOf, intervals, sentOf, timeZones, troubleOf, weekdays, type ScheduleDraft } from '@/lib/dashboards/schedules';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/schedules';

interface Props {
  start?: Schedule;
  hasMail: boolean;
  action: string;
  onSend: (fields: NewSchedule) => Promise<unknown>;
  onClose: () => void;
}

type Form = UseFormReturnType<ScheduleDraft>;

const units = [
  { value: 'minutes', label: t.interval },
  { value: 'day', label: t.daily },
  { value: 'week', label: t.weekly },
  { value: 'month', label: t.monthly },
];

const days = Array.from({ length: 31 }, (_, at) => ({ value: String(at + 1), label: at === 30 ? t.lastDay : String(at + 1) }));

function When({ form }: { form: Form }) {
  const { every, minutes } = form.getValues();
  const zones = useMemo(() => timeZones(), []);
  if (every === 'minutes') {
    const known = intervals.some(({ value }) => value === minutes);
    const data = known ? intervals : [...intervals, { value: minutes, label: t.minuteChoice(minutes) }];
    return <Select label={t.every} data={data} allowDeselect={false} {...form.getInputProps('minutes')} />;
  }
  return (
    <Group grow align="flex-start">
      {every === 'week' && <Select label={t.on} data={weekdays} allowDeselect={false} {...form.getInputProps('weekday')} />}
      {every === 'month' && <Select label={t.onDay} data={days} allowDeselect={false} searchable {...form.getInputProps('day')} />}
      <TextInput type="time" label={t.at} {...form.getInputProps('at')} />
      <Select label={t.timeZone} data={zones} allowDeselect={false} searchable limit={100} {...form.getInputProps('time_zone')} />
    </Group>
  );
}

function Where({ form, hasMail }: { form: Form; hasMail: boolean }) {
  const doors = [
    { value: 'webhook', label: t.webhook },
    { value: 'email', label: t.eMail, disabled: !hasMail },
  ];
  return (
    <>
      <Input.Wrapper label={t.sentBy} labelElement="div" description={hasMail ? undefined : t.noMailServer}>
        <SegmentedControl display="flex" aria-label={t.sentBy} data={doors} {...form.getInputProps('door')} />
      </Input.Wrapper>
      {form.getValues().door === 'webhook' ? (
        <TextInput label={t.address} description={t.webhookHelp} placeholder="https://example.org/in" maxLength={2000} {...form.getInputProps('url')} />
      ) : (
        <TagsInput label={t.recipients} description={t.recipientsHelp} splitChars={[',', ' ', ';']} maxTags={20} {...form.getInputProps('recipients')} />
      )}
    </>
  );
}

/** When a dashboard is sent, and where. */
export function ScheduleForm({ start, hasMail, action, onSend, onClose }: Props) {
  const form = useForm<ScheduleDraft>({ initialValues: draftOf(start), validate: troubleOf });
  const { error, busy, onSubmit } = useSubmit(form, (draft) => onSend(sentOf(draft)));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Input.Wrapper label={t.howOften} labelElement="div">
          <SegmentedControl display="flex" aria-label={t.howOften} data={units} {...form.getInputProps('every')} />
        </Input.Wrapper>
        <When form={form} />
        <Where form={form} hasMail={hasMail} />
        <FormFoot action={action} error={error} busy={busy} onCancel={onClose} />
      </Stack>
    </form>
  );
}
