const words: Record<string, string> = { owner: 'owner', admin: 'admin', analyst: 'analyst', viewer: 'viewer' };

/** A role within a sentence; codes that this language does not know stay as they are. */
export const roleWord = (role: string | undefined): string => words[role ?? ''] ?? role ?? '';
