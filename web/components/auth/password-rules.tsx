import { Text } from '@mantine/core';

/** As the server's own rules (NIST SP 800-63B); the server has the last word. */
const shortest = 8;
const better = 15;

export function passwordProblem(password: string, username: string): string | null {
  if ([...password].length < shortest) return `Use at least ${shortest} characters`;
  const name = username.trim().toLowerCase();
  if (name && password.toLowerCase() === name) return 'Use something else than your user name';
  return null;
}

/** Tells the rules before the person breaks them, and how far there is to go. */
export function PasswordRules({ password, username }: { password: string; username: string }) {
  const good = password !== '' && passwordProblem(password, username) === null;
  return (
    <Text span inherit>
      At least {shortest} characters, better {better} or more: a few words in a row are easy to
      remember. Common passwords are refused. {good ? '✓ Long enough.' : ''}
    </Text>
  );
}
