import { isNotEmpty } from '@mantine/form';
import type { Connection, NewConnection } from '@/lib/api/types';
import * as t from '@/texts/sources';

export interface PostgresValues {
  name: string;
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  tls: NonNullable<NewConnection['tls']>;
  ca_certificate: string;
}

export const tlsModes = [
  { value: 'verify_full', label: t.tlsVerifyFull },
  { value: 'verify_ca', label: t.tlsVerifyCa },
  { value: 'require', label: t.tlsRequire },
  { value: 'prefer', label: t.tlsPrefer },
  { value: 'disable', label: t.tlsDisable },
];

export function valuesOf(connection?: Connection): PostgresValues {
  return {
    name: connection?.name ?? '',
    host: connection?.host ?? '',
    port: connection?.port ?? 5432,
    database: connection?.database ?? '',
    user: connection?.user ?? '',
    password: '',
    tls: (connection?.tls as PostgresValues['tls'] | undefined) ?? 'prefer',
    ca_certificate: '',
  };
}

export function rules(editing: boolean) {
  return {
    name: isNotEmpty(t.nameMissing),
    host: isNotEmpty(t.hostMissing),
    database: isNotEmpty(t.databaseMissing),
    user: isNotEmpty(t.accountMissing),
    password: editing ? () => null : isNotEmpty(t.enterThePassword),
  };
}

/** What is sent: an empty password or certificate means "as it is". */
export function bodyOf({ password, ca_certificate, ...rest }: PostgresValues): NewConnection {
  return {
    kind: 'postgres',
    ...rest,
    ...(password && { password }),
    ...(ca_certificate && { ca_certificate }),
  };
}
