import { Box, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { Answer } from '@/lib/api/types';
import { cutByParts } from '@/lib/ask/parts';
import { stretches } from '@/lib/ask/words';
import * as t from '@/texts/evidence';
import classes from './explain.module.css';

interface PartProps {
  /** By their place among the words. */
  words: number[];
  lit: boolean;
  label?: string;
  onPoint: (words: number[]) => void;
  children: ReactNode;
}

/** A stretch that belongs to something on the other side; pointed at, both light up. */
function Part({ words, lit, label, onPoint, children }: PartProps) {
  return (
    <span
      className={classes.part}
      data-lit={lit || undefined}
      role="button"
      tabIndex={0}
      aria-pressed={lit}
      aria-label={label}
      onMouseEnter={() => onPoint(words)}
      onMouseLeave={() => onPoint([])}
      onFocus={() => onPoint(words)}
      onBlur={() => onPoint([])}
    >
      {children}
    </span>
  );
}

/** The question and the SQL side by side: what is pointed at in one lights up in the other. */
export function WordParts({ question, answer }: { question: string; answer: Answer }) {
  const { words } = answer.provenance;
  const sql = answer.sql ?? '';
  const [lit, setLit] = useState<number[]>([]);
  const pieces = useMemo(() => cutByParts(sql, words.map((each) => each.became)), [sql, words]);
  const isLit = (of: number[]) => of.some((each) => lit.includes(each));
  const pointed = words.filter((_, at) => lit.includes(at));
  return (
    <Box className={classes.sides}>
      <Box className={classes.question} role="group" aria-label={t.questionWords}>
        {stretches(question, words).map(({ text, word }, index) => {
          if (!word) return <span key={index}>{text}</span>;
          const at = words.indexOf(word);
          return (
            <Part key={index} words={[at]} lit={isLit([at])} label={`${text}: ${word.became}`} onPoint={setLit}>
              {text}
            </Part>
          );
        })}
      </Box>
      <pre className={classes.sql} aria-label={t.sqlParts} role="group" tabIndex={0}>
        {pieces.map(({ text, words: of }, index) =>
          of.length === 0 ? (
            <span key={index}>{text}</span>
          ) : (
            <Part key={index} words={of} lit={isLit(of)} label={`${text}: ${of.map((each) => words[each]?.words).join(', ')}`} onPoint={setLit}>
              {text}
            </Part>
          ),
        )}
      </pre>
      <Text size="sm" c="dimmed" role="status" className={classes.because}>
        {pointed.length === 0
          ? t.pointHow
          : pointed.map((each) => t.wordBecame(each.words, each.became, each.because)).join('; ')}
      </Text>
    </Box>
  );
}
