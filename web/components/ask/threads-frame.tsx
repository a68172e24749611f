import type { ReactNode } from 'react';
import classes from './threads.module.css';

/** The ask page: the threads, once they are there, and beside them what is asked. */
export function ThreadsFrame({ threads, children }: { threads?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.page}>
      {threads ?? (
        <>
          <div className={classes.aside} />
          <div className={classes.bar} />
        </>
      )}
      {children}
    </div>
  );
}
