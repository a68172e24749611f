import { expect, test } from 'vitest';
import { joinedYaml } from './yaml-files';

test('one file stays as it is; several are one stream', () => {
  expect(joinedYaml([{ name: 'a.yml', text: 'models: []\n\n' }])).toBe('models: []\n\n');
  const two = [{ name: 'a.yml', text: 'models: []\n\n' }, { name: 'b.yml', text: 'metrics: []' }];
  expect(joinedYaml(two)).toBe('# a.yml\nmodels: []\n---\n# b.yml\nmetrics: []\n');
});

test('a name says nothing in the file', () => {
  const odd = { name: 'x\nmodels: [{name: evil}]\u2028.yml', text: '' };
  expect(joinedYaml([odd, odd]).split('\n').filter((line) => line.startsWith('models'))).toEqual([]);
});
