import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';

export const readScope = 'Ask questions, run read-only SQL and see schemas, with your rights';
export const writeScope = 'Save queries, dashboards and knowledge, and upload files';
export const wantsToAct = (bold: ReactNode, clientHost: string, username: ReactNode, tenantName: ReactNode) =>
  rich`${bold}${clientHost ? ` of ${clientHost}` : ''} wants to act as ${username} in ${tenantName}. It could:`;
export const unnamedClient = 'A program without a name';
export const youGoTo = (bold: ReactNode, empty: boolean) =>
  rich`You will be sent to ${bold}. Go on only if you started this yourself${empty ? '; nobody has checked the name of the program' : ''}.`;
export const cancel = 'Cancel';
export const allow = 'Allow';
export const connectionLasts = 'It stays connected until you end it among your sessions.';

export const connectProgram = 'Connect a program';
export const noRequest = 'No program asks';
export const noRequestText = 'Start from the program that you want to connect.';
export const loading = 'Loading';
