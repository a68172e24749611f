'use client';

import { useDisclosure, useHotkeys } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { keepQuestionKey, questionKeyWorks } from '@/lib/help/question-key';

const ShortcutsModal = dynamic(() => import('./shortcuts-modal').then((each) => each.ShortcutsModal));
const Tour = dynamic(() => import('./tour').then((each) => each.Tour));

interface Help {
  showShortcuts: () => void;
  startTour: () => void;
}

const HelpContext = createContext<Help>({ showShortcuts: () => undefined, startTour: () => undefined });

export function useHelp(): Help {
  return useContext(HelpContext);
}

/** `?` stands on another key of each keyboard, so that the character decides. */
function useQuestionKey(works: boolean, open: () => void) {
  useEffect(() => {
    if (!works) return;
    function onKey(event: KeyboardEvent) {
      const writing = event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName));
      if (event.key === '?' && !writing && !event.ctrlKey && !event.metaKey) open();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [works, open]);
}

/** Keys and tour, from everywhere. Both are loaded when somebody wants them. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [shown, { open, close }] = useDisclosure();
  const [touring, tour] = useDisclosure();
  const [works, setWorks] = useState(questionKeyWorks);
  const { open: startTour, close: endTour } = tour;
  useHotkeys([['mod+/', open, { preventDefault: true }]]);
  useQuestionKey(works, open);
  const help = useMemo(() => ({ showShortcuts: open, startTour }), [open, startTour]);
  const change = (on: boolean) => {
    keepQuestionKey(on);
    setWorks(on);
  };
  return (
    <HelpContext value={help}>
      {children}
      {shown && <ShortcutsModal questionKey={works} onQuestionKey={change} onClose={close} />}
      {touring && <Tour onClose={endTour} />}
    </HelpContext>
  );
}
