import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClockPlay, IconCopy, IconDots, IconHistory, IconPencil, IconShare2, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useDuplicateDashboard } from '@/lib/api/dashboards';
import { asApiError } from '@/lib/api/errors';
import type { DashboardItem } from '@/lib/api/types';
import * as t from '@/texts/dashboards';

const RenameModal = dynamic(() => import('./texts-modal').then((each) => each.RenameModal));
const VersionsModal = dynamic(() => import('./versions-modal').then((each) => each.VersionsModal));
const ShareModal = dynamic(() => import('./share-modal').then((each) => each.ShareModal));
const SchedulesModal = dynamic(() => import('./schedules-modal').then((each) => each.SchedulesModal));
const DeleteModal = dynamic(() => import('./delete-modal').then((each) => each.DeleteModal));

type Opened = 'rename' | 'share' | 'schedules' | 'versions' | 'delete';

interface Props {
  item: DashboardItem;
  onDeleted?: () => void;
}

export function DashboardMenu({ item, onDeleted }: Props) {
  const [open, setOpen] = useState<Opened | null>(null);
  const { mutate: duplicate, isPending } = useDuplicateDashboard(item.id);
  const router = useRouter();
  const close = () => setOpen(null);
  const copy = () =>
    duplicate(undefined, {
      onSuccess: ({ id }) => router.push(`/dashboards/${id}`),
      onError: (error) => notifications.show({ color: 'red', message: asApiError(error).message }),
    });
  return (
    <>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" loading={isPending} aria-label={t.actionsFor(item.title)}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {item.may_change && (
            <Menu.Item onClick={() => setOpen('rename')} leftSection={<IconPencil size={16} />}>
              {t.rename}
            </Menu.Item>
          )}
          {item.may_change && (
            <Menu.Item onClick={() => setOpen('share')} leftSection={<IconShare2 size={16} />}>
              {t.shareByLink}
            </Menu.Item>
          )}
          {item.may_change && (
            <Menu.Item onClick={() => setOpen('schedules')} leftSection={<IconClockPlay size={16} />}>
              {t.sendOnSchedule}
            </Menu.Item>
          )}
          {item.may_change && (
            <Menu.Item onClick={() => setOpen('versions')} leftSection={<IconHistory size={16} />}>
              {t.versions}
            </Menu.Item>
          )}
          <Menu.Item onClick={copy} leftSection={<IconCopy size={16} />}>
            {t.makeACopy}
          </Menu.Item>
          {item.may_change && (
            <Menu.Item color="red" onClick={() => setOpen('delete')} leftSection={<IconTrash size={16} />}>
              {t.deleteIt}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'rename' && <RenameModal item={item} onClose={close} />}
      {open === 'share' && <ShareModal item={item} onClose={close} />}
      {open === 'schedules' && <SchedulesModal item={item} onClose={close} />}
      {open === 'versions' && <VersionsModal item={item} onClose={close} />}
      {open === 'delete' && <DeleteModal item={item} onClose={close} onDeleted={onDeleted} />}
    </>
  );
}
