import { Modal, Tabs } from '@mantine/core';
import { useAddTile } from '@/lib/api/tiles';
import type { NewTile } from '@/lib/api/types';
import * as t from '@/texts/tiles';
import { AddFromQuestion } from './add-from-question';
import { AddFromSql } from './add-from-sql';
import { AddText } from './add-text';

interface Props {
  id: string;
  onClose: () => void;
  onAdded: (said: string) => void;
}

/** A new tile of a dashboard, from a question, from SQL, or as a text. It is kept at once. */
export function AddTileModal({ id, onClose, onAdded }: Props) {
  const add = useAddTile();
  async function onAdd(tile: NewTile) {
    await add.mutateAsync({ id, tile });
    onAdded(t.tileAdded(tile.title));
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={t.addTileTitle} size="xl">
      <Tabs defaultValue="question" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="question">{t.question}</Tabs.Tab>
          <Tabs.Tab value="sql">{t.sql}</Tabs.Tab>
          <Tabs.Tab value="text">{t.text}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="question">
          <AddFromQuestion onAdd={onAdd} />
        </Tabs.Panel>
        <Tabs.Panel value="sql">
          <AddFromSql onAdd={onAdd} />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <AddText onAdd={onAdd} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
