import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { NewInvitation } from './types';

const keys = { all: ['invitations'] as const };
const byId = (id: string) => ({ params: { path: { invitation_id: id } } });

/** Those that nobody has used. */
export function useInvitations() {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/invitations', { signal }))).invitations,
  });
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

/** Makes a code; it is told this once. */
export function useInvite() {
  return useChange((body: NewInvitation) => dataOf(api.POST('/api/v1/invitations', { body })));
}

/** Another code in place of the one before. */
export function useRenewInvitation(id: string) {
  return useChange(() => dataOf(api.POST('/api/v1/invitations/{invitation_id}/renew', { ...byId(id), body: {} })));
}

export function useRevokeInvitation(id: string) {
  return useChange(async () => {
    await api.DELETE('/api/v1/invitations/{invitation_id}', byId(id));
  });
}
