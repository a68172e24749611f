import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDots, IconLink, IconPlug, IconPlayerPlay, IconRefresh, IconRosetteDiscountCheck, IconTerminal2 } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { usePermission } from '@/components/auth/auth-context';
import { useConnections } from '@/lib/api/connections';
import { asApiError } from '@/lib/api/errors';
import type { Answer } from '@/lib/api/types';
import { asCurl, asMcpCall, asReplay } from '@/lib/ask/copies';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import { useDeeds } from './thread-context';

const ShareModal = dynamic(() => import('./share-modal').then((each) => each.ShareModal));
const VerifyModal = dynamic(() => import('./save-verified-modal').then((each) => each.SaveVerifiedModal));

async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
    notifications.show({ message: t.copiedToClipboard });
  } catch {
    notifications.show({ color: 'red', message: t.copyingForbidden });
  }
}

/** The rarer deeds: run it again, share it, have it learnt, take it elsewhere. */
export function AnswerMenu({ turn, answer }: { turn: Turn; answer: Answer }) {
  const [sharing, share] = useDisclosure();
  const [saving, verify] = useDisclosure();
  const { fetchRows } = useDeeds();
  const mayWrite = usePermission('write');
  const source = useConnections().data?.find((each) => each.id === answer.connection_id)?.name;
  const rerun = () => void fetchRows(turn, 'bypass').catch((error: unknown) => notifications.show({ color: 'red', message: asApiError(error).message }));
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t.moreActions}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={rerun}>
            {t.runAgain}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={share.open}>
            {t.shareALink}
          </Menu.Item>
          {mayWrite && answer.ask && (
            <Menu.Item leftSection={<IconRosetteDiscountCheck size={16} />} onClick={verify.open}>
              {t.saveAsVerified}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTerminal2 size={16} />} onClick={() => void copy(asCurl(answer, window.location.origin))}>
            {t.copyAsCurl}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlug size={16} />} onClick={() => void copy(asMcpCall(answer, source))}>
            {t.copyAsMcpCall}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => void copy(asReplay(answer))}>
            {t.copyReplayCommand}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {sharing && <ShareModal turn={turn} answer={answer} onClose={share.close} />}
      {saving && <VerifyModal answer={answer} onClose={verify.close} />}
    </>
  );
}
