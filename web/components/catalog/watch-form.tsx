import { Button, Group, NumberInput, Skeleton, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useChangeSourceSettings, useSourceSettings } from '@/lib/api/catalog';
import type { SourceSettings } from '@/lib/catalog/types';
import { useSubmit } from '@/lib/use-submit';

type Values = Pick<SourceSettings, 'watch_minutes' | 'profile' | 'profile_sensitive'>;

function valuesOf({ watch_minutes, profile, profile_sensitive }: SourceSettings): Values {
  return { watch_minutes, profile, profile_sensitive };
}

function Fields({ settings }: { settings: SourceSettings }) {
  const change = useChangeSourceSettings(settings.connection_id);
  const form = useForm<Values>({
    initialValues: valuesOf(settings),
    validate: {
      watch_minutes: (minutes) => (typeof minutes === 'number' && minutes >= 0 && minutes <= 10_080 ? null : 'Between 0 and 10,080 minutes, which is a week'),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    const kept = valuesOf(await change.mutateAsync(values));
    form.setValues(kept);
    form.resetDirty(kept);
    notifications.show({ message: 'Saved; values are counted anew' });
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <NumberInput
          label="Minutes between looks at the schema"
          description="0 looks only when somebody asks, or when a query meets an unknown name."
          min={0}
          max={10_080}
          allowDecimal={false}
          maw={360}
          {...form.getInputProps('watch_minutes')}
        />
        <Switch
          label="Count values"
          description="How many are empty, how many differ, the most frequent ones. Each person is told only of what they see."
          {...form.getInputProps('profile', { type: 'checkbox' })}
        />
        <Switch
          label="Count sensitive values too"
          description="Also of columns that look like personal data. People still see only what their policy shows."
          disabled={!form.values.profile}
          {...form.getInputProps('profile_sensitive', { type: 'checkbox' })}
        />
        {error && <ErrorPanel error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function WatchForm({ source }: { source: string }) {
  const { data, error, refetch } = useSourceSettings(source);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return data ? <Fields settings={data} /> : <Skeleton h={160} aria-label="Loading" role="status" />;
}
