import { ActionIcon, Button, Group, Loader, Menu, Text } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconMarkdown, IconPackage, IconPhoto, IconVector } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { ResultOf } from '@/lib/api/results';
import type { ExportFormat, ResultColumn, Row, Spec } from '@/lib/api/types';
import { nameFor, save } from '@/lib/files';
import { useExport, type Running } from './use-export';

const formats: { value: ExportFormat; label: string; about: string; icon: typeof IconDownload }[] = [
  { value: 'xlsx', label: 'Excel workbook', about: 'Dates are dates; texts are never formulas', icon: IconFileSpreadsheet },
  { value: 'csv', label: 'CSV', about: 'What looks like a formula gets an apostrophe', icon: IconFileTypeCsv },
  { value: 'parquet', label: 'Parquet', about: 'Typed columns, exact decimals', icon: IconPackage },
  { value: 'markdown', label: 'Markdown', about: 'A table for texts', icon: IconMarkdown },
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
  /** What the file is named after. */
  title: string;
  picture?: Picture | null;
  /** A small sign without words. */
  compact?: boolean;
}

function bytesText(bytes: number): string {
  if (bytes === 0) return 'preparing';
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** How far a file is, and the way to stop it. */
function Progress({ running, onStop }: { running: Running; onStop: () => void }) {
  const { label = '' } = formats.find(({ value }) => value === running.format) ?? {};
  return (
    <Group gap={8}>
      <Loader size={14} aria-hidden />
      <Text size="sm" role="status">
        {label}: {bytesText(running.bytes)}
      </Text>
      <Button size="compact-sm" variant="subtle" color="red" onClick={onStop}>
        Cancel
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

/** Takes the whole result away in the form that somebody wants. */
export function ExportMenu({ of, title, picture, compact = false }: Props) {
  const { running, error, start, retry, stop } = useExport(of, title);
  const drawing = usePicture(title, picture);
  if (running) return <Progress running={running} onStop={stop} />;
  return (
    <>
      <Menu position={compact ? 'bottom-start' : 'bottom-end'} width={290}>
        <Menu.Target>
          {compact ? (
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Export ${title}`}>
              <IconDownload size={13} />
            </ActionIcon>
          ) : (
            <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={15} aria-hidden />}>
              Export
            </Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          {(of ? formats : []).map(({ value, label, about, icon: Icon }) => (
            <Menu.Item key={value} leftSection={<Icon size={17} aria-hidden />} onClick={() => start(value)}>
              {label}
              <Text size="xs">
                {about}
              </Text>
            </Menu.Item>
          ))}
          {picture && (
            <>
              {of && <Menu.Divider />}
              <Menu.Item leftSection={<IconPhoto size={17} aria-hidden />} onClick={() => drawing.take('png')}>
                Chart as PNG
              </Menu.Item>
              <Menu.Item leftSection={<IconVector size={17} aria-hidden />} onClick={() => drawing.take('svg')}>
                Chart as SVG
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {error || drawing.error ? <ErrorPanel error={error ?? drawing.error} onRetry={error ? retry : undefined} /> : null}
    </>
  );
}
