import { Anchor, Button, Group, NumberInput, Paper, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMe } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { rolesOf } from '@/lib/admin/roles';
import { useChangeTenant, useTenant } from '@/lib/api/tenant';
import type { MemberRole, Tenant } from '@/lib/api/types';
import { count } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

function serverKeeps(days: number): string {
  return days === 0 ? 'The server keeps them for ever.' : `The server keeps them for ${count(days, 'day')}.`;
}

function Form({ tenant }: { tenant: Tenant }) {
  const change = useChangeTenant();
  const mine = useMe()?.role;
  const form = useForm<{ name: string; invite_as: MemberRole; history_days: number | '' }>({
    initialValues: { name: tenant.name, invite_as: tenant.invite_as, history_days: tenant.history_days ?? '' },
    validate: { name: isNotEmpty('A team needs a name') },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ name, invite_as, history_days }) => {
    await change.mutateAsync({ name: name.trim(), invite_as, history_days: Number(history_days) });
    notifications.show({ message: 'The settings are saved' });
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={560}>
        {error && <ErrorPanel error={error} />}
        <TextInput label="Name" maxLength={100} {...form.getInputProps('name')} />
        <Select label="Role that invitations propose" data={rolesOf(mine)} allowDeselect={false} {...form.getInputProps('invite_as')} />
        <NumberInput
          label="Days that the history is kept"
          description={`${serverKeeps(tenant.server_history_days)} A smaller number forgets queries, their transcripts and evaluations earlier; the log stays.`}
          placeholder="As the server"
          min={0}
          max={3650}
          allowDecimal={false}
          {...form.getInputProps('history_days')}
        />
        <Group>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function TeamSettings() {
  const { data, error, refetch } = useTenant();
  const me = useMe();
  return (
    <Paper p="lg" component="section" aria-label="Team">
      <Stack gap="sm">
        <Title order={2} size="h4">
          Team
        </Title>
        <Text size="sm" c="dimmed">
          You are {me?.role} of this team. Models have <Anchor component={Link} href="/models" underline="always">a page of their own</Anchor>, and
          who sees what is said in <Anchor component={Link} href="/policies" underline="always">policies</Anchor>.
        </Text>
        {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton h={220} aria-label="Loading" role="status" />}
        {data && <Form key={data.id} tenant={data} />}
      </Stack>
    </Paper>
  );
}
