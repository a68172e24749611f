import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { MemberChange } from './types';

const keys = { all: ['members'] as const };
const byId = (id: string) => ({ params: { path: { user_id: id } } });

export function useMembers() {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/members', { signal }))).members,
  });
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

/** Another role, other attributes, or out for a while; that holds from the person's next request on. */
export function useChangeMember(id: string) {
  return useChange((body: MemberChange) =>
    dataOf(api.PATCH('/api/v1/members/{user_id}', { ...byId(id), body })),
  );
}

export function useRemoveMember(id: string) {
  return useChange(async () => {
    await api.DELETE('/api/v1/members/{user_id}', byId(id));
  });
}
