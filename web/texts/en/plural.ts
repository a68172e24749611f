import { number } from '@/lib/format';
import { language } from './language';

const rules = new Intl.PluralRules(language);

/** "1 row", "1,200 rows". */
export function count(amount: number, one: string, many: string = `${one}s`): string {
  return `${number(amount)} ${rules.select(amount) === 'one' ? one : many}`;
}
