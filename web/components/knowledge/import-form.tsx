import { Button, FileButton, Group, Stack } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { CodeField } from '@/components/ui/code-field';
import { ErrorPanel } from '@/components/ui/error-panel';
import { ApiError } from '@/lib/api/errors';
import { joinedYaml } from '@/lib/knowledge/yaml-files';
import * as t from '@/texts/knowledge';

interface Work<Result> {
  mutate: (text: string) => void;
  reset: () => void;
  isPending: boolean;
  error: unknown;
  data?: Result;
  variables?: string;
}

interface Props<Result> {
  preview: Work<Result>;
  take: Work<Result>;
  /** Whether what was previewed may be taken. */
  mayTake: (result: Result) => boolean;
  placeholder: string;
  /** Whether several files may be chosen, which are looked at together. */
  several?: boolean;
  /** What it would do, or has done. */
  children: (result: Result, done: boolean) => ReactNode;
}

const bytesMax = 512 * 1024;

/** A text or files; first what it would do is shown, then it is taken. */
export function ImportForm<Result>({ preview, take, mayTake, placeholder, several = false, children }: Props<Result>) {
  const [text, setText] = useState('');
  const [tooLarge, setTooLarge] = useState(false);
  const done = take.data !== undefined && take.variables === text;
  const seen = preview.data !== undefined && preview.variables === text;
  const result = done ? take.data : seen ? preview.data : undefined;
  const change = (next: string) => {
    setText(next);
    setTooLarge(false);
    preview.reset();
    take.reset();
  };
  const open = async (files: File[]) => {
    if (files.length === 0) return;
    const large = files.reduce((sum, { size }) => sum + size, 0) > bytesMax;
    setTooLarge(large);
    if (large) return;
    const read = joinedYaml(await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))));
    change(read);
    preview.mutate(read);
  };
  const error = take.error ?? preview.error ?? (tooLarge ? new ApiError({ title: several ? t.filesTooLarge : t.fileTooLarge, detail: t.tooLargeText }) : null);
  return (
    <Stack gap="sm">
      <CodeField aria-label={t.yaml} placeholder={placeholder} minRows={6} maxRows={16} maxLength={bytesMax} value={text} onChange={(event) => change(event.currentTarget.value)} />
      <Group justify="space-between" gap="sm">
        <FileButton accept=".yml,.yaml" multiple={several} onChange={(chosen: File | File[] | null) => void open([chosen ?? []].flat())}>
          {(props) => (
            <Button variant="default" leftSection={<IconFileUpload size={16} />} {...props}>
              {several ? t.chooseFiles : t.chooseAFile}
            </Button>
          )}
        </FileButton>
        <Group gap="xs">
          <Button variant={seen ? 'default' : 'filled'} loading={preview.isPending} disabled={!text.trim()} onClick={() => preview.mutate(text)}>
            {t.showEffect}
          </Button>
          {seen && !done && (
            <Button loading={take.isPending} disabled={preview.data === undefined || !mayTake(preview.data)} onClick={() => take.mutate(text)}>
              {t.importFile}
            </Button>
          )}
        </Group>
      </Group>
      {error ? <ErrorPanel error={error} /> : null}
      {result !== undefined && children(result, done)}
    </Stack>
  );
}
