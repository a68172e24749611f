import { Modal, Stack, Text } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { FormFoot } from '@/components/ui/form-foot';
import { useConnections } from '@/lib/api/connections';
import { useStartEvaluation } from '@/lib/api/evaluations';
import type { ModelSettings } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import { usualSource } from '@/lib/usual-source';
import * as t from '@/texts/evaluations';
import { StartFields, type StartValues } from './start-fields';

interface Props {
  /** Settings of models to try; those in force without it. */
  models?: ModelSettings;
  onClose: () => void;
}

function useStart(models?: ModelSettings) {
  const { data: connections } = useConnections();
  const start = useStartEvaluation();
  const router = useRouter();
  const usual = usualSource(connections);
  const form = useForm<StartValues>({
    initialValues: { name: '', proposed_knowledge: '', engine: 'cascade', connection_id: usual?.id ?? null },
    validate: { connection_id: isNotEmpty(t.sourceMissing) },
  });
  // Sources may come only after the form: then the usual one is chosen.
  const { setFieldValue } = form;
  const missing = form.values.connection_id === null ? usual?.id : undefined;
  useEffect(() => {
    if (missing) setFieldValue('connection_id', missing);
  }, [missing, setFieldValue]);
  const sent = useSubmit(form, async ({ engine, connection_id, name, proposed_knowledge }) => {
    const { id } = await start.mutateAsync({
      engine,
      connection_id: connection_id ?? undefined,
      ...(models && { proposed_models: models }),
      ...(name.trim() && { name: name.trim() }),
      ...(proposed_knowledge.trim() && { proposed_knowledge }),
    });
    router.push(`/evaluations/${id}`);
  });
  return { form, connections: connections ?? [], ...sent };
}

export function StartModal({ models, onClose }: Props) {
  const { form, connections, error, busy, onSubmit } = useStart(models);
  return (
    <Modal opened onClose={onClose} title={models ? t.trySettings : t.newEvaluation}>
      <form
        onSubmit={(event) => {
          event.stopPropagation(); // as React sees it, another form may be around this one
          onSubmit(event);
        }}
        noValidate
      >
        <Stack>
          {models && (
            <Text size="sm">
              {t.trySettingsAbout}
            </Text>
          )}
          <StartFields form={form} connections={connections} knowledge={!models} />
          <FormFoot action={t.start} error={error} busy={busy} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
