import { Anchor, NumberInput, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMe } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { FormFoot } from '@/components/ui/form-foot';
import { Link } from '@/components/ui/link';
import { Waiting } from '@/components/ui/waiting';
import { rolesOf } from '@/lib/admin/roles';
import { useChangeTenant, useTenant } from '@/lib/api/tenant';
import type { MemberRole, Tenant } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/settings';

function serverKeeps(days: number): string {
  return days === 0 ? t.keptForEver : t.keptForDays(days);
}

function Form({ tenant }: { tenant: Tenant }) {
  const change = useChangeTenant();
  const mine = useMe()?.role;
  const form = useForm<{ name: string; invite_as: MemberRole; history_days: number | '' }>({
    initialValues: { name: tenant.name, invite_as: tenant.invite_as, history_days: tenant.history_days ?? '' },
    validate: { name: isNotEmpty(t.teamNameMissing) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ name, invite_as, history_days }) => {
    await change.mutateAsync({ name: name.trim(), invite_as, history_days: Number(history_days) });
    notifications.show({ message: t.settingsSaved });
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={560}>
        <TextInput label={t.name} maxLength={100} {...form.getInputProps('name')} />
        <Select label={t.invitedRole} data={rolesOf(mine)} allowDeselect={false} {...form.getInputProps('invite_as')} />
        <NumberInput
          label={t.historyDays}
          description={t.historyDaysHelp(serverKeeps(tenant.server_history_days))}
          placeholder={t.asTheServer}
          min={0}
          max={3650}
          allowDecimal={false}
          {...form.getInputProps('history_days')}
        />
        <FormFoot action={t.save} error={error} busy={busy} justify="flex-start" />
      </Stack>
    </form>
  );
}

export function TeamSettings() {
  const { data, error, refetch } = useTenant();
  const me = useMe();
  return (
    <Paper p="lg" component="section" aria-label={t.team}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.team}
        </Title>
        <Text size="sm" c="dimmed">
          {t.teamAbout(me?.role, <Anchor component={Link} href="/models" underline="always">{t.modelsPage}</Anchor>, <Anchor component={Link} href="/policies" underline="always">{t.policiesPage}</Anchor>)}
        </Text>
        {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Waiting h={220} />}
        {data && <Form key={data.id} tenant={data} />}
      </Stack>
    </Paper>
  );
}
