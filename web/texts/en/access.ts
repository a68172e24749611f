import { roleWord } from './role-words';

const giver = (needed: string) => (needed === 'owner' ? 'An owner' : 'An administrator');
export const takesRole = (needed: string, role: string | undefined, team: string | undefined) =>
  `This takes the role ${roleWord(needed)} or a higher one; you are ${role ? roleWord(role) : 'a guest'} of ${team ?? 'this team'}. ${giver(needed)} of the team can give you another role.`;
