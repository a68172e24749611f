import { Modal, Select, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { FormFoot } from '@/components/ui/form-foot';
import type { ProviderDraft } from '@/lib/models/draft';
import { fromPreset, presets } from '@/lib/models/presets';
import * as t from '@/texts/providers';
import { ProviderFields } from './provider-fields';
import { rulesFor } from './provider-rules';

interface Props {
  /** The one to edit; a new one when absent. */
  provider?: ProviderDraft;
  /** Names that others have. */
  taken: string[];
  onKeep: (provider: ProviderDraft) => void;
  onClose: () => void;
}

export function ProviderModal({ provider, taken, onKeep, onClose }: Props) {
  const [label, setLabel] = useState(presets[0]!.label);
  const preset = presets.find((each) => each.label === label);
  const form = useForm({
    initialValues: provider ?? fromPreset(presets[0]!),
    validate: rulesFor(taken),
  });

  function take(chosen: string | null) {
    const next = presets.find((each) => each.label === chosen);
    if (!next) return;
    setLabel(next.label);
    form.setValues({ ...fromPreset(next), key: form.values.key });
    form.clearErrors();
  }
  const submit = form.onSubmit(onKeep);
  return (
    <Modal opened onClose={onClose} title={provider ? t.editThis(provider.name) : t.addProviderTitle} size="lg">
      <form
        onSubmit={(event) => {
          event.stopPropagation(); // the page's own form is around this one, as React sees it
          submit(event);
        }}
        noValidate
      >
        <Stack>
          {!provider && (
            <Select
              label={t.whoRuns}
              description={preset?.hint}
              data={presets.map((each) => each.label)}
              value={label}
              onChange={take}
              allowDeselect={false}
              data-autofocus
            />
          )}
          <ProviderFields form={form} before={provider} />
          <FormFoot action={provider ? t.takeOver : t.addProvider} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
