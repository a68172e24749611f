import { isNotEmpty } from '@mantine/form';
import type { Connection, NewConnection } from '@/lib/api/types';

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
  { value: 'verify_full', label: 'Verify certificate and host name' },
  { value: 'verify_ca', label: 'Verify certificate' },
  { value: 'require', label: 'Encrypt, do not verify' },
  { value: 'prefer', label: 'Encrypt if the server can' },
  { value: 'disable', label: 'No encryption' },
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
    name: isNotEmpty('Give it a name'),
    host: isNotEmpty('Enter the host'),
    database: isNotEmpty('Enter the database'),
    user: isNotEmpty('Enter the account'),
    password: editing ? () => null : isNotEmpty('Enter the password'),
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
