/** Whether `?` alone shows the keys. People who dictate, or whose keyboard types by itself, turn it off. */
const key = 'parlance.question-key';

export function questionKeyWorks(): boolean {
  return typeof localStorage === 'undefined' || localStorage.getItem(key) !== 'off';
}

export function keepQuestionKey(on: boolean): void {
  if (on) localStorage.removeItem(key);
  else localStorage.setItem(key, 'off');
}
