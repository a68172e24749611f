import { Alert, Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { Command } from '@/components/ui/command';
import { FormFoot } from '@/components/ui/form-foot';
import { useShareDashboard } from '@/lib/api/shares';
import type { DashboardItem, MadeShare, NewShare } from '@/lib/api/types';
import { rolesUpTo } from '@/lib/dashboards/words';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/shares';
import { ShareTable } from './share-table';

const ends = ['1', '7', '30', '90', '365'].map((value) => ({ value, label: value === '1' ? t.oneDay : t.dayChoice(value) }));

function MadeLink({ made, onClose }: { made: MadeShare; onClose: () => void }) {
  return (
    <Alert variant="light" radius="lg" icon={<IconLink aria-hidden />} title={t.copyLinkNow} role="status">
      <Stack gap="sm">
        <Text size="sm">{t.shownOnce}</Text>
        <Command label={t.link} text={window.location.origin + made.path} />
        <Button size="xs" variant="default" w="fit-content" onClick={onClose}>
          {t.iHaveIt}
        </Button>
      </Stack>
    </Alert>
  );
}

function ShareForm({ id, onMade }: { id: string; onMade: (made: MadeShare) => void }) {
  const share = useShareDashboard(id);
  const roles = rolesUpTo(useMe()?.role);
  const form = useForm({ initialValues: { rights: 'own', role: 'viewer', days: '7' } });
  const { error, busy, onSubmit } = useSubmit(form, async ({ rights, role, days }) => {
    const wanted = rights === 'role' ? { role: role as NewShare['role'] } : {};
    onMade(await share.mutateAsync({ ...wanted, expires_in_days: Number(days) }));
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Radio.Group label={t.openedBy} {...form.getInputProps('rights')}>
          <Stack gap="xs" mt="xs">
            <Radio value="own" label={t.ownRights} description={t.ownRightsMeans} />
            <Radio
              value="role"
              label={t.roleRights}
              description={t.roleRightsMeans}
            />
          </Stack>
        </Radio.Group>
        <Group grow align="flex-start">
          {form.getValues().rights === 'role' && <Select label={t.role} data={roles} allowDeselect={false} {...form.getInputProps('role')} />}
          <Select label={t.endsAfter} data={ends} allowDeselect={false} {...form.getInputProps('days')} />
        </Group>
        <FormFoot action={t.makeLink} error={error} busy={busy} />
      </Stack>
    </form>
  );
}

/** Links to look at a dashboard, and nothing else. */
export function ShareModal({ item, onClose }: { item: DashboardItem; onClose: () => void }) {
  const [made, setMade] = useState<MadeShare>();
  return (
    <Modal opened onClose={onClose} title={t.shareNamed(item.title)} size="lg">
      <Stack gap="lg">
        {made ? <MadeLink made={made} onClose={() => setMade(undefined)} /> : <ShareForm id={item.id} onMade={setMade} />}
        <ShareTable id={item.id} />
      </Stack>
    </Modal>
  );
}
