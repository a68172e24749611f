'use client';

import { Badge, Container, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { BackLink } from '@/components/ui/back-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { PageHeader } from '@/components/ui/page-header';
import { ShowOlder } from '@/components/ui/show-older';
import { SqlView } from '@/components/result/sql-view';
import { useFeedbackList } from '@/lib/api/feedback';
import type { Feedback, FeedbackItem } from '@/lib/api/types';
import { reasonNames } from '@/lib/ask/reasons';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/feedback';

const choices = [
  { value: '', label: t.all },
  { value: 'bad', label: t.bad },
  { value: 'good', label: t.good },
];

function Item({ item }: { item: FeedbackItem }) {
  const { verdict, reasons = [], comment, question, sql, username, created_at } = item;
  return (
    <Paper component="li" p="md">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
            {question ?? t.sql}
          </Text>
          <Badge variant="light" color={verdict === 'good' ? 'tide' : 'red'} tt="none" style={{ flexShrink: 0 }}>
            {verdict === 'good' ? t.good : t.bad}
          </Badge>
        </Group>
        {reasons.length > 0 && <Text size="sm">{reasons.map((each) => reasonNames[each]).join(' · ')}</Text>}
        {comment && (
          <Text size="sm" component="blockquote" m={0} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {comment}
          </Text>
        )}
        {sql && <SqlView sql={sql} dialect="postgres" />}
        <Text size="sm" c="dimmed">
          {username ?? t.somebodyLeft},{' '}
          <time dateTime={created_at} title={exactMoment(created_at)}>
            {ago(created_at)}
          </time>
        </Text>
      </Stack>
    </Paper>
  );
}

function List() {
  const [verdict, setVerdict] = useState('');
  const list = useFeedbackList((verdict || undefined) as Feedback['verdict'] | undefined);
  const items = list.data?.pages.flatMap((page) => page.items);
  const empty = <EmptyState icon={<IconThumbUp />} title={t.noFeedbackYet} text={t.noFeedbackText} />;
  return (
    <Stack>
      <SegmentedControl aria-label={t.whichFeedback} data={choices} value={verdict} onChange={setVerdict} w="fit-content" />
      <ListStates items={items} error={list.error} onRetry={() => void list.refetch()} empty={empty}>
        {(all) => (
          <Stack component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {all.map((item) => (
              <Item key={item.query_id} item={item} />
            ))}
          </Stack>
        )}
      </ListStates>
      <ShowOlder list={list} />
    </Stack>
  );
}

/** What members of the tenant said of their answers. */
export function FeedbackPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsSeeFeedback}>
      <Container size="md" py={{ base: 'lg', sm: 'xl' }}>
        <BackLink href="/logs" label={t.logs} />
        <PageHeader title={t.feedback} text={t.feedbackAbout} />
        <List />
      </Container>
    </PermissionGuard>
  );
}
