import { Button, Group, Modal, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useConnections } from '@/lib/api/connections';
import { useStartEvaluation } from '@/lib/api/evaluations';
import type { EvaluationEngine } from '@/lib/api/types';
import { engines } from '@/lib/evaluations/words';
import { useSubmit } from '@/lib/use-submit';

interface Values {
  name: string;
  proposed_knowledge: string;
  engine: EvaluationEngine;
  connection_id: string | null;
}

export function StartModal({ onClose }: { onClose: () => void }) {
  const { data: connections } = useConnections();
  const start = useStartEvaluation();
  const router = useRouter();
  const usual = connections?.find((each) => each.is_default) ?? connections?.[0];
  const form = useForm<Values>({
    initialValues: { name: '', proposed_knowledge: '', engine: 'cascade', connection_id: usual?.id ?? null },
    validate: { connection_id: isNotEmpty('Choose a source') },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ engine, connection_id, name, proposed_knowledge }) => {
    const { id } = await start.mutateAsync({
      engine,
      connection_id: connection_id ?? undefined,
      ...(name.trim() && { name: name.trim() }),
      ...(proposed_knowledge.trim() && { proposed_knowledge }),
    });
    router.push(`/evaluations/${id}`);
  });
  return (
    <Modal opened onClose={onClose} title="New evaluation">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Select
            label="Source"
            description="Its verified questions are asked"
            data={(connections ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            {...form.getInputProps('connection_id')}
          />
          <Radio.Group label="Who answers" {...form.getInputProps('engine')}>
            <Stack gap="xs" mt="xs">
              {engines.map(({ value, label, says }) => (
                <Radio key={value} value={value} label={label} description={says} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput label="Name" placeholder="Optional" maxLength={200} {...form.getInputProps('name')} />
          <Textarea
            label="Knowledge to try"
            description="Optional: YAML as an import takes it. The evaluation runs as if it had been imported, and can publish it when nothing gets worse."
            autosize
            minRows={2}
            maxRows={8}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            {...form.getInputProps('proposed_knowledge')}
          />
          {error && <ErrorPanel error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              Start
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
