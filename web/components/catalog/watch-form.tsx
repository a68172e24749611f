import { NumberInput, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ErrorPanel } from '@/components/ui/error-panel';
import { FormFoot } from '@/components/ui/form-foot';
import { Waiting } from '@/components/ui/waiting';
import { useChangeSourceSettings, useSourceSettings } from '@/lib/api/catalog';
import type { SourceSettings } from '@/lib/catalog/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/catalog';

type Values = Pick<SourceSettings, 'watch_minutes' | 'profile' | 'profile_sensitive'>;

function valuesOf({ watch_minutes, profile, profile_sensitive }: SourceSettings): Values {
  return { watch_minutes, profile, profile_sensitive };
}

function Fields({ settings }: { settings: SourceSettings }) {
  const change = useChangeSourceSettings(settings.connection_id);
  const form = useForm<Values>({
    initialValues: valuesOf(settings),
    validate: {
      watch_minutes: (minutes) => (typeof minutes === 'number' && minutes >= 0 && minutes <= 10_080 ? null : t.watchMinutesWrong),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    const kept = valuesOf(await change.mutateAsync(values));
    form.setValues(kept);
    form.resetDirty(kept);
    notifications.show({ message: t.watchSaved });
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <NumberInput
          label={t.watchMinutes}
          description={t.watchMinutesHelp}
          min={0}
          max={10_080}
          allowDecimal={false}
          maw={360}
          {...form.getInputProps('watch_minutes')}
        />
        <Switch
          label={t.countValues}
          description={t.countValuesHelp}
          {...form.getInputProps('profile', { type: 'checkbox' })}
        />
        <Switch
          label={t.countSensitive}
          description={t.countSensitiveHelp}
          disabled={!form.values.profile}
          {...form.getInputProps('profile_sensitive', { type: 'checkbox' })}
        />
        <FormFoot action={t.save} error={error} busy={busy} disabled={!form.isDirty()} />
      </Stack>
    </form>
  );
}

export function WatchForm({ source }: { source: string }) {
  const { data, error, refetch } = useSourceSettings(source);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return data ? <Fields settings={data} /> : <Waiting h={160} />;
}
