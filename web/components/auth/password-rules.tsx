import { Text } from '@mantine/core';
import * as t from '@/texts/sign-up';

/** As the server's own rules (NIST SP 800-63B); the server has the last word. */
const shortest = 8;
const better = 15;

export function passwordProblem(password: string, username: string): string | null {
  if ([...password].length < shortest) return t.passwordShort(shortest);
  const name = username.trim().toLowerCase();
  if (name && password.toLowerCase() === name) return t.passwordIsName;
  return null;
}

/** Tells the rules before the person breaks them, and how far there is to go. */
export function PasswordRules({ password, username }: { password: string; username: string }) {
  const good = password !== '' && passwordProblem(password, username) === null;
  return (
    <Text span inherit>
      {t.passwordRule(shortest, better, good)}
    </Text>
  );
}
