import { roleWord } from './role-words';

export const newMember = (role: string) => `a new ${roleWord(role)}`;
export const invitationTakenBack = 'The invitation is taken back';
export const newLinkFor = (name: string) => `New link for ${name}`;
export const newLink = 'New link';
export const takeBack = 'Take back';
export const takeBackNamed = (name: string) => `Take back the invitation for ${name}`;
export const reallyTakeBack = 'Take this invitation back?';
export const takeBackMeans = 'Its link opens nothing from now on.';
export const anybodyWithLink = 'Whoever has the link';
export const invitedBy = (person: string) => ` by ${person}`;
export const expired = 'Expired';
export const forWhom = 'For';
export const role = 'Role';
export const made = 'Made';
export const ends = 'Ends';
export const noneOpen = 'No invitation is open.';
export const openInvitations = 'Open invitations';

export const aDay = 'A day';
export const dayChoice = (value: string) => `${value} days`;
export const notAnEmail = 'That is no e-mail address';
export const inviteSomebody = 'Invite somebody';
export const eMail = 'E-mail';
export const emailHelp = 'Only somebody with this address can then use the invitation. Parlance sends no e-mail.';
export const goodFor = 'Good for';
export const makeInvitation = 'Make an invitation';
export const onlyAdminsInvite = 'Only administrators invite people';

export const invitationAs = (role: string) => `An invitation as ${roleWord(role)}`;
export const sendInvitation = (moment: string) => `Send this link to the person. It holds until ${moment}, and works once.`;
export const invitationLink = 'Invitation link';
export const orCode = 'Or the code alone, for the form in which accounts are made:';
export const invitationCode = 'Invitation code';
