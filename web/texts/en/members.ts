import type { ReactNode } from 'react';
import { number } from '@/lib/format';
import { rich } from '@/lib/format/rich';
import { roleWord } from './role-words';

export const nameMissing = 'Give it a name';
export const attributeNameRule = 'Letters, digits and _ only, so that rules can ask for it';
export const attributeNameTwice = 'There are two of this name';

export const attributesSaved = 'The attributes are saved';
export const attributesOf = (username: string) => `Attributes of ${username}`;
export const attributesHelp = (code: ReactNode) => rich`Row rules of policies ask for them, as in ${code}. Who lacks one sees no row.`;
export const ruleExample = 'country = :user.country';
export const nameOfAttribute = (at: number) => `Name of attribute ${at}`;
export const country = 'country';
export const valueOfAttribute = (at: number) => `Value of attribute ${at}`;
export const germany = 'Germany';
export const removeAttribute = (at: number) => `Remove attribute ${at}`;
export const addAttribute = 'Add an attribute';
export const save = 'Save';

export const you = 'You';
export const switchedOff = 'Switched off';
export const andMore = (all: number) => `and ${number(all)} more`;
export const add = 'Add';
export const edit = 'Edit';
export const switchedOnOrOff = (username: string, disabled: boolean) => `${username} is switched ${disabled ? 'off' : 'on'}`;
export const switchOnNamed = (username: string) => `Switch ${username} on`;
export const switchOn = 'Switch on';
export const switchOff = 'Switch off';
export const switchOffNamed = (username: string) => `Switch ${username} off`;
export const reallySwitchOff = (username: string) => `Switch ${username} off?`;
export const switchOffMeans = 'They are signed out at once, and their API keys rest. Nothing is lost: switch them on again when you like.';
export const memberRemoved = (username: string) => `${username} is no longer a member`;
export const remove = 'Remove';
export const removeNamed = (username: string) => `Remove ${username}`;
export const reallyRemove = (username: string) => `Remove ${username}?`;
export const removeMemberMeans =
  'They are signed out at once, and their API keys and programs end for good. What they asked stays in the log.';
export const removeMember = 'Remove member';
export const never = 'Never';

export const person = 'Person';
export const role = 'Role';
export const attributes = 'Attributes';
export const lastSeen = 'Last seen';
export const members = 'Members';
export const onlyAdminsSeeMembers = 'Only administrators see the members';

export const roleChanged = (username: string, wanted: string) => `${username} is ${roleWord(wanted)} now`;
export const roleOf = (username: string) => `Role of ${username}`;
export const reallyMake = (username: string, wanted: string) => `Make ${username} ${roleWord(wanted)}?`;
export const roleChangeMeans = (means: string, own: boolean) =>
  `${means} It holds from ${own ? 'your' : 'their'} next request on, and for ${own ? 'your' : 'their'} API keys too.`;
export const changeRole = 'Change role';
export const leaveIt = 'Leave it';
