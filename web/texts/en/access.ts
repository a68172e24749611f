
export const anOwner = 'An owner';
export const anAdministrator = 'An administrator';
export const takesRole = (needed: string, role: string | undefined, name: string | undefined, giver: string) =>
  `This takes the role ${needed} or a higher one; you are ${role ?? 'a guest'} of ${name ?? 'this team'}. ${giver} of the team can give you another role.`;
