import { Anchor, Input, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ErrorPanel } from '@/components/ui/error-panel';
import { FormFoot } from '@/components/ui/form-foot';
import { Link } from '@/components/ui/link';
import { useCreateDashboard, useDashboards } from '@/lib/api/dashboards';
import { useAddTile } from '@/lib/api/tiles';
import type { Answer, NewTile, TileKind } from '@/lib/api/types';
import { fittingKind, kindOptions } from '@/lib/dashboards/words';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/tiles';

const fresh = 'new';

interface Pin {
  board: string | null;
  /** Of a new dashboard. */
  name: string;
  title: string;
  kind: TileKind;
}

function tellPinned(id: string) {
  notifications.show({
    message: (
      <>
        {t.pinned(<Anchor component={Link} href={`/dashboards/${id}`} inherit underline="always">
          {t.openDashboard}
        </Anchor>)}
      </>
    ),
  });
}

function usePin({ answer, tile: from = { query_id: answer.id }, onClose }: Props, boards: string | undefined) {
  const create = useCreateDashboard();
  const add = useAddTile();
  const form = useForm<Pin>({
    initialValues: { board: boards ?? fresh, name: '', title: answer.question.slice(0, 200), kind: fittingKind(answer) },
    validate: {
      title: isNotEmpty(t.titleEmpty),
      name: (name, { board }) => (board === fresh && !name.trim() ? t.titleEmpty : null),
    },
  });
  const sent = useSubmit(form, async ({ board, name, title, kind }) => {
    const tile = { ...from, kind, title };
    const id = board ?? fresh;
    const made = id === fresh ? await create.mutateAsync({ title: name, tiles: [tile] }) : undefined;
    if (!made) await add.mutateAsync({ id, tile });
    tellPinned(made?.id ?? id);
    onClose();
  });
  return { form, ...sent };
}

interface Props {
  answer: Answer;
  /** What the tile asks and shows, when that is not the answer itself. */
  tile?: Omit<NewTile, 'kind' | 'title'>;
  onClose: () => void;
}

function PinForm({ boards, ...props }: Props & { boards: { value: string; label: string }[] }) {
  const { form, error, busy, onSubmit } = usePin(props, boards[0]?.value);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Select label={t.dashboard} data={[...boards, { value: fresh, label: t.aNewDashboard }]} allowDeselect={false} searchable={boards.length > 8} {...form.getInputProps('board')} />
        {form.getValues().board === fresh && (
          <TextInput label={t.newTitle} maxLength={200} {...form.getInputProps('name')} />
        )}
        <TextInput label={t.tileTitle} maxLength={200} {...form.getInputProps('title')} />
        <Input.Wrapper label={t.shownAs} labelElement="div">
          <SegmentedControl display="flex" aria-label={t.shownAs} data={kindOptions} {...form.getInputProps('kind')} />
        </Input.Wrapper>
        <FormFoot action={t.pin} error={error} busy={busy} onCancel={props.onClose} />
      </Stack>
    </form>
  );
}

/** Keeps an answer as a tile; it is asked anew whenever somebody looks. */
export function PinModal(props: Props) {
  const { data, error, refetch } = useDashboards();
  const mine = data?.pages.flatMap((page) => page.items).filter(({ may_change }) => may_change);
  return (
    <Modal opened onClose={props.onClose} title={t.pinTitle}>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {mine && <PinForm {...props} boards={mine.map(({ id, title }) => ({ value: id, label: title }))} />}
    </Modal>
  );
}
