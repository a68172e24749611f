import { Modal, Stack, Text } from '@mantine/core';
import { Command } from '@/components/ui/command';
import { useMe } from '@/components/auth/auth-context';

/** A name as one word of a shell. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

/** How the chain is verified: with the keys, on the server itself, and so not from here. */
export function VerifyModal({ onClose }: { onClose: () => void }) {
  const tenant = quoted(useMe()?.tenant.name ?? '');
  return (
    <Modal opened onClose={onClose} title="Verify and export the log" size="lg">
      <Stack gap="sm">
        <Text size="sm">
          The entries stand in a chain: each holds the hash of the one before it, and a code that only the tenant’s key makes.
          Whoever runs the server checks it there, without opening a text. Exit code 0 says that all hold.
        </Text>
        <Command label="Verify the log" text={`parlance admin audit verify --tenant ${tenant}`} />
        <Text size="sm">Keep the result elsewhere, and the next check also finds a store that was put back to an older state.</Text>
        <Command label="Verify since last time" text={`parlance admin audit verify --tenant ${tenant} --json --seen seen.json`} />
        <Text size="sm">All entries, one JSON object a line, with the fields of the chain:</Text>
        <Command label="Export the log" text={`parlance admin audit export --tenant ${tenant} > audit.jsonl`} />
      </Stack>
    </Modal>
  );
}
