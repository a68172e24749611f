import { notifications } from '@mantine/notifications';

/**
 * Says that something is done, also when what began it has left the page by then. A failure is shown
 * where it was begun.
 */
export function tellWhenDone<Result>(work: Promise<Result>, message: (result: Result) => string): void {
  work.then(
    (result) => notifications.show({ message: message(result) }),
    () => undefined,
  );
}
