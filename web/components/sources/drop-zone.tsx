import { Button, FileButton, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import * as t from '@/texts/sources';
import classes from './sources.module.css';

const kinds = '.csv,.tsv,.txt,.parquet,.json,.ndjson,.jsonl,.sqlite,.sqlite3,.db,.duckdb';

export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  }

  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileUpload size={32} stroke={1.4} aria-hidden />
      <Text fw={550}>{t.dropFile}</Text>
      <Text size="sm" c="dimmed">
        {t.fileKinds}
      </Text>
      <FileButton accept={kinds} onChange={(file) => file && onFile(file)}>
        {(props) => (
          <Button variant="light" mt="xs" {...props}>
            {t.chooseAFile}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
