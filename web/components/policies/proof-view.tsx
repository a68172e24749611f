import { Alert, Box, Button, Code, Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { SqlView } from '@/components/result/sql-view';
import type { Guise, PolicyCheck } from '@/lib/api/types';
import { save } from '@/lib/files';
import type { PolicyDocument } from '@/lib/policies/document';
import { verdictOf } from '@/lib/policies/verdict';
import { number } from '@/lib/format';
import * as t from '@/texts/policies';

interface Props {
  proof: PolicyCheck;
  asked: { as: Guise; document: PolicyDocument; count?: number };
  version: number;
}

function download({ proof, asked, version }: Props): void {
  const report = { made_at: new Date().toISOString(), version, ...asked, result: proof };
  save(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }), `policy-proof-${asked.as.user ?? asked.as.role ?? 'viewer'}.json`);
}

function Figures({ proof: { asked, accepted, would_differ, differences } }: { proof: PolicyCheck }) {
  const figures = [
    { name: 'asked', value: asked },
    { name: t.letThrough, value: accepted },
    { name: t.wouldTell, value: would_differ },
    { name: t.tellInSpite, value: differences.length },
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {figures.map(({ name, value }) => (
        <Box key={name}>
          <Text fz={26} ff="heading">
            {number(value)}
          </Text>
          <Text size="sm" c="dimmed">
            {name}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  );
}

/** What a check found, and what it cannot show. */
export function ProofView(props: Props) {
  const { proof } = props;
  const { title, text, color } = verdictOf(proof);
  return (
    <Paper p="lg" component="section" aria-label={t.proofResult}>
      <Stack>
        <Alert variant="light" color={color} radius="lg" title={title} icon={proof.passed ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />} role="status">
          {text}
        </Alert>
        <Figures proof={proof} />
        {proof.differences.slice(0, 20).map(({ sql, world_a, world_b }) => (
          <Stack key={sql} gap={4}>
            <SqlView sql={sql} dialect="sqlite" />
            <Code block>{t.twoWorlds(world_a, world_b)}</Code>
          </Stack>
        ))}
        {proof.not_proven.length > 0 && (
          <>
            <Title order={3} size="h5">{t.proofLimits}</Title>
            <List size="sm">
              {proof.not_proven.map(({ schema, table, column, why }) => (
                <List.Item key={[schema, table, column, why].join(' ')} style={{ overflowWrap: 'anywhere' }}>
                  <b>{[schema, table, column].filter(Boolean).join('.')}</b>: {why}
                </List.Item>
              ))}
            </List>
          </>
        )}
        <Group>
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => download(props)}>
            {t.downloadReport}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
