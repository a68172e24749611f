import { Button, Group, Input, SegmentedControl, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { NewSchedule, Schedule } from '@/lib/api/types';
import { draftOf, intervals, sentOf, timeZones, troubleOf, weekdays, type ScheduleDraft } from '@/lib/dashboards/schedules';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  start?: Schedule;
  hasMail: boolean;
  action: string;
  onSend: (fields: NewSchedule) => Promise<unknown>;
  onClose: () => void;
}

type Form = UseFormReturnType<ScheduleDraft>;

const units = [
  { value: 'minutes', label: 'Interval' },
  { value: 'day', label: 'Daily' },
  { value: 'week', label: 'Weekly' },
  { value: 'month', label: 'Monthly' },
];

const days = Array.from({ length: 31 }, (_, at) => ({ value: String(at + 1), label: at === 30 ? '31, or the last day' : String(at + 1) }));

function When({ form }: { form: Form }) {
  const { every, minutes } = form.getValues();
  const zones = useMemo(() => timeZones(), []);
  if (every === 'minutes') {
    const known = intervals.some(({ value }) => value === minutes);
    const data = known ? intervals : [...intervals, { value: minutes, label: `${minutes} minutes` }];
    return <Select label="Every" data={data} allowDeselect={false} {...form.getInputProps('minutes')} />;
  }
  return (
    <Group grow align="flex-start">
      {every === 'week' && <Select label="On" data={weekdays} allowDeselect={false} {...form.getInputProps('weekday')} />}
      {every === 'month' && <Select label="On day" data={days} allowDeselect={false} searchable {...form.getInputProps('day')} />}
      <TextInput type="time" label="At" {...form.getInputProps('at')} />
      <Select label="Time zone" data={zones} allowDeselect={false} searchable limit={100} {...form.getInputProps('time_zone')} />
    </Group>
  );
}

function Where({ form, hasMail }: { form: Form; hasMail: boolean }) {
  const doors = [
    { value: 'webhook', label: 'Webhook' },
    { value: 'email', label: 'E-mail', disabled: !hasMail },
  ];
  return (
    <>
      <Input.Wrapper label="Sent by" labelElement="div" description={hasMail ? undefined : 'This server has no mail server configured, so it sends no e-mail.'}>
        <SegmentedControl display="flex" aria-label="Sent by" data={doors} {...form.getInputProps('door')} />
      </Input.Wrapper>
      {form.getValues().door === 'webhook' ? (
        <TextInput label="Address" description="It gets the rows of all tiles as JSON, signed" placeholder="https://example.org/in" maxLength={2000} {...form.getInputProps('url')} />
      ) : (
        <TagsInput label="Recipients" description="Enter, comma or space after each address" splitChars={[',', ' ', ';']} maxTags={20} {...form.getInputProps('recipients')} />
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
        <Input.Wrapper label="How often" labelElement="div">
          <SegmentedControl display="flex" aria-label="How often" data={units} {...form.getInputProps('every')} />
        </Input.Wrapper>
        <When form={form} />
        <Where form={form} hasMail={hasMail} />
        {error && <ErrorPanel error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
