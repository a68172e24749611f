import { Modal, SimpleGrid, Title } from '@mantine/core';
import { IconDatabase, IconFileDatabase, IconFileUpload } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/sources';
import { AddCard } from './add-card';
import { SampleCard } from './sample-card';

const PostgresForm = dynamic(() => import('./postgres-form').then((each) => each.PostgresForm));
const SqliteForm = dynamic(() => import('./sqlite-form').then((each) => each.SqliteForm));
const Connected = dynamic(() => import('./connected').then((each) => each.Connected));
const UploadPanel = dynamic(() => import('./upload-panel').then((each) => each.UploadPanel));

type Way = 'upload' | 'sqlite' | 'postgres';

const titles: Record<Way, string> = t.addTitles;

/** The ways to get a first or a further source. */
export function AddCards({ connections }: { connections: Connection[] }) {
  const [way, setWay] = useState<Way | null>(null);
  const [made, setMade] = useState<Connection>();
  const close = () => {
    setWay(null);
    setMade(undefined);
  };
  const mayAdmin = usePermission('admin');
  return (
    <section aria-labelledby="add">
      <Title order={2} size="h3" mb="sm" id="add">
        {connections.length > 0 ? t.addAnother : t.whereIsData}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
        <AddCard icon={<IconFileUpload />} title={titles.upload} onClick={() => setWay('upload')}>
          {t.uploadHelp}
        </AddCard>
        {mayAdmin && (
          <>
            <AddCard icon={<IconDatabase />} title={titles.postgres} onClick={() => setWay('postgres')}>
              {t.postgresHelp}
            </AddCard>
            <AddCard icon={<IconFileDatabase />} title={titles.sqlite} onClick={() => setWay('sqlite')}>
              {t.sqliteHelp}
            </AddCard>
            <SampleCard />
          </>
        )}
      </SimpleGrid>
      <Modal opened={way !== null} onClose={close} title={way && titles[way]} size="lg">
        {made && <Connected connection={made} onDone={close} />}
        {!made && way === 'upload' && <UploadPanel connections={connections} onDone={close} />}
        {!made && way === 'sqlite' && <SqliteForm onDone={setMade} />}
        {!made && way === 'postgres' && <PostgresForm onDone={setMade} />}
      </Modal>
    </section>
  );
}
