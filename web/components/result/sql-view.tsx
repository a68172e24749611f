'use client';

import { Box } from '@mantine/core';
import { useEffect, useState } from 'react';
import * as t from '@/texts/sql';
import classes from './sql-view.module.css';

interface Props {
  sql: string;
  dialect: string;
}

type Token = { text: string; style: string };

/** SQL to read. It is plain text at once; colours come when the grammar has loaded. */
export function SqlView({ sql, dialect }: Props) {
  const [tokens, setTokens] = useState<Token[]>();

  useEffect(() => {
    let stale = false;
    void import('./highlight').then(({ highlight }) => {
      if (!stale) setTokens(highlight(sql, dialect));
    });
    return () => {
      stale = true;
    };
  }, [sql, dialect]);

  return (
    <Box component="pre" className={classes.sql} tabIndex={0} aria-label={t.sql}>
      <code>
        {tokens?.map(({ text, style }, index) =>
          style ? (
            <span key={index} className={classes[style]}>
              {text}
            </span>
          ) : (
            text
          ),
        ) ?? sql}
      </code>
    </Box>
  );
}
