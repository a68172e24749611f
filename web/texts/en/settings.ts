import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';
import { count } from './plural';
import { roleWord } from './role-words';

export const teamNameWrong = 'Write the name exactly as it stands above';
export const passwordMissing = 'Your password is needed';
export const deleteTeamMeans = (team: ReactNode) =>
  rich`All members lose access at once. Sources, uploads, dashboards, questions, knowledge, keys and the log of ${team} are deleted, and so are accounts that belong to no other team. Your own databases stay as they are. Nobody can bring this back.`;
export const teamName = 'Name of the team';
export const yourPassword = 'Your password';
export const noPasswordHere = 'You have no password here, so you must have signed in within the last five minutes.';
export const keepTheTeam = 'Keep the team';
export const deleteForEver = 'Delete for ever';
export const deleteThisTeam = 'Delete this team';
export const deleteTeamAbout = 'Deletes everything that Parlance keeps for the team, for ever.';
export const onlyOwnersDelete = 'Only an owner of the team can delete it.';
export const openDeleteTeam = 'Delete this team…';
export const reallyDeleteTeam = 'Delete this team for ever?';

export const resultsForgotten = (forgotten: number) => `${count(forgotten, 'result')} forgotten`;
export const rememberedResults = 'Remembered results';
export const rememberedAbout =
  'For a short time the server remembers results, for people with the same rights. Forget them when data was corrected and the next answer must not be a minute old.';
export const ofWhat = 'Of';
export const everySource = 'Every source';
export const takeEverySource = 'Take every source';
export const forgetThem = 'Forget them';
export const onlyAdminsChangeSettings = 'Only administrators change settings';

export const keptForEver = 'The server keeps them for ever.';
export const keptForDays = (days: number) => `The server keeps them for ${count(days, 'day')}.`;
export const teamNameMissing = 'A team needs a name';
export const settingsSaved = 'The settings are saved';
export const name = 'Name';
export const invitedRole = 'Role that invitations propose';
export const historyDays = 'Days that the history is kept';
export const historyDaysHelp = (serverKeeps: string) =>
  `${serverKeeps} A smaller number forgets queries, their transcripts and evaluations earlier; the log stays.`;
export const asTheServer = 'As the server';
export const save = 'Save';
export const team = 'Team';
export const teamAbout = (role: string | undefined, models: ReactNode, policies: ReactNode) =>
  rich`You are ${roleWord(role)} of this team. Models have ${models}, and who sees what is said in ${policies}.`;
export const modelsPage = 'a page of their own';
export const policiesPage = 'policies';
