import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots, IconPencil, IconPlugConnected, IconRefresh, IconStar, IconTable, IconTrash,
} from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { Link } from '@/components/ui/link';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/sources';
import { useConnectionActions } from './use-connection-actions';

const DeleteModal = dynamic(() => import('./delete-modal').then((each) => each.DeleteModal));
const EditModal = dynamic(() => import('./edit-modal').then((each) => each.EditModal));

interface Props {
  connection: Connection;
  testing: boolean;
  onTest: () => void;
}

export function ConnectionMenu({ connection, testing, onTest }: Props) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const { busy, refresh, makeDefault } = useConnectionActions(connection);
  const mayAdmin = usePermission('admin');
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            loading={busy || testing}
            aria-label={t.actionsFor(connection.name)}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={`/sources/${connection.id}`} leftSection={<IconTable size={16} />}>
            {t.schema}
          </Menu.Item>
          <Menu.Item onClick={onTest} leftSection={<IconPlugConnected size={16} />}>
            {t.test}
          </Menu.Item>
          <Menu.Item onClick={refresh} leftSection={<IconRefresh size={16} />}>
            {t.refreshSchema}
          </Menu.Item>
          {mayAdmin && (
            <>
              <Menu.Divider />
              {!connection.is_default && (
                <Menu.Item onClick={makeDefault} leftSection={<IconStar size={16} />}>
                  {t.makeDefault}
                </Menu.Item>
              )}
              <Menu.Item onClick={() => setOpen('edit')} leftSection={<IconPencil size={16} />}>
                {t.edit}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => setOpen('delete')} leftSection={<IconTrash size={16} />}>
                {t.deleteIt}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <EditModal connection={connection} opened onClose={close} />}
      {open === 'delete' && <DeleteModal connection={connection} opened onClose={close} />}
    </>
  );
}
