import * as t from '@/texts/thread';

interface Asked {
  question?: string;
  /** Assumptions that were not to be made. */
  without?: string[];
}

/** What was asked, and how it was not to be read. */
export function asked({ question, without }: Asked): string | undefined {
  return question && without ? t.withoutReadings(question, without) : question;
}
