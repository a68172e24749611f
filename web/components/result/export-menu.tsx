import { ActionIcon, Button, Group, Loader, Menu, Text } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconMarkdown, IconPackage, IconPhoto, IconVector } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { ResultOf } from '@/lib/api/results';
import type { ExportFormat, ResultColumn, Row, Spec } from '@/lib/api/types';
import { nameFor, save } from '@/lib/files';
import { bytes } from '@/lib/format';
import { asItCame, isTouched, useLook, type TableLook } from '@/lib/result/looks';
import * as t from '@/texts/result';
import { useExport, type Running, type Wish } from './use-export';

const formats: { value: ExportFormat; label: string; about: string; icon: typeof IconDownload }[] = [
  { value: 'xlsx', label: t.excelWorkbook, about: t.xlsxHelp, icon: IconFileSpreadsheet },
  { value: 'csv', label: t.csv, about: t.csvHelp, icon: IconFileTypeCsv },
  { value: 'parquet', label: t.parquet, about: t.parquetHelp, icon: IconPackage },
  { value: 'markdown', label: t.markdown, about: t.markdownHelp, icon: IconMarkdown },
];

/** A chart to take away as a picture. */
export interface Picture {
  spec: Spec;
  columns: ResultColumn[];
  rows: Row[];
}

interface Props {
  /** Whose rows; missing where only the picture may be taken. */
  of?: ResultOf;
  /** Of the table beside it: what is sorted and filtered there is so in the file. */
  name: string;
  /** What the file is named after. */
  title: string;
  picture?: Picture | null;
  /** A small sign without words. */
  compact?: boolean;
}

/** How far a file is, and the way to stop it. */
function Progress({ running, onStop }: { running: Running; onStop: () => void }) {
  const { label = '' } = formats.find(({ value }) => value === running.format) ?? {};
  return (
    <Group gap={8}>
      <Loader size={14} aria-hidden />
      <Text size="sm" role="status">
        {label}: {running.bytes === 0 ? t.preparing : bytes(running.bytes)}
      </Text>
      <Button size="compact-sm" variant="subtle" color="red" onClick={onStop}>
        {t.cancel}
      </Button>
    </Group>
  );
}

function usePicture(title: string, picture: Picture | null | undefined) {
  const [error, setError] = useState<unknown>(null);
  async function take(kind: 'png' | 'svg') {
    if (!picture) return;
    setError(null);
    try {
      const { chartFile } = await import('@/components/chart/draw-file');
      save(await chartFile(picture.spec, picture.columns, picture.rows, kind), nameFor(title, kind));
    } catch (thrown) {
      setError(thrown);
    }
  }
  return { error, take: (kind: 'png' | 'svg') => void take(kind) };
}

/** What is seen in the table comes first; all of the result is the other choice. */
function FileItems({ look, onStart }: { look: TableLook; onStart: (wish: Wish) => void }) {
  const touched = isTouched(look);
  return (
    <>
      {touched && <Menu.Label>{t.asInTable(look.sort.length > 0, look.filters.length > 0, look.order !== undefined)}</Menu.Label>}
      {formats.map(({ value, label, about, icon: Icon }) => (
        <Menu.Item key={value} leftSection={<Icon size={17} aria-hidden />} onClick={() => onStart({ format: value, look })}>
          {label}
          <Text size="xs">
            {about}
          </Text>
        </Menu.Item>
      ))}
      {touched && <Menu.Label>{t.wholeResult}</Menu.Label>}
      {(touched ? formats : []).map(({ value, label, icon: Icon }) => (
        <Menu.Item key={value} leftSection={<Icon size={17} aria-hidden />} onClick={() => onStart({ format: value, look: asItCame })}>
          {t.allAs(label)}
        </Menu.Item>
      ))}
    </>
  );
}

/** Takes a result away in the form that somebody wants. */
export function ExportMenu({ of, name, title, picture, compact = false }: Props) {
  const look = useLook(name);
  const { running, error, start, retry, stop } = useExport(of, title);
  const drawing = usePicture(title, picture);
  if (running) return <Progress running={running} onStop={stop} />;
  return (
    <>
      <Menu position={compact ? 'bottom-start' : 'bottom-end'} width={290}>
        <Menu.Target>
          {compact ? (
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={t.exportNamed(title)}>
              <IconDownload size={13} />
            </ActionIcon>
          ) : (
            <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={15} aria-hidden />}>
              {t.exportRows}
            </Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          {of && <FileItems look={look} onStart={start} />}
          {picture && (
            <>
              {of && <Menu.Divider />}
              <Menu.Item leftSection={<IconPhoto size={17} aria-hidden />} onClick={() => drawing.take('png')}>
                {t.chartPng}
              </Menu.Item>
              <Menu.Item leftSection={<IconVector size={17} aria-hidden />} onClick={() => drawing.take('svg')}>
                {t.chartSvg}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {error || drawing.error ? <ErrorPanel error={error ?? drawing.error} onRetry={error ? retry : undefined} /> : null}
    </>
  );
}
